package dev.hubdesk.desk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// The settings that are one number or one text, with their defaults and what they may be.
enum SettingKey {
  /// Connections for one file.
  CONNECTIONS("connections", "8") {
    @Override
    JsonNode check(JsonNode value) {
      return number(value, 1, MAX_CONNECTIONS);
    }
  },
  /// Jobs that run at once.
  MAX_ACTIVE("maxActive", "3") {
    @Override
    JsonNode check(JsonNode value) {
      return number(value, 1, MAX_ACTIVE_JOBS);
    }
  },
  /// Attempts after the first without progress.
  RETRIES("retries", Integer.toString(RetryPolicy.DEFAULT.retries())) {
    @Override
    JsonNode check(JsonNode value) {
      return number(value, 0, MAX_RETRIES);
    }
  },
  /// From which size on a file comes over several connections.
  MULTIPART_THRESHOLD("multipartThreshold", "\"32MiB\"") {
    @Override
    JsonNode check(JsonNode value) {
      OptionalLong size = SizeText.parse(text(value));
      if (size.isEmpty() || size.getAsLong() < 1) {
        throw invalid("is a size such as 32MiB");
      }
      return TextNode.valueOf(text(value));
    }
  },
  /// The speed of all downloads together, in bytes a second; empty or 0 is no limit.
  MAX_SPEED("maxSpeed", "\"\"") {
    @Override
    JsonNode check(JsonNode value) {
      String speed = text(value);
      if (!speed.isEmpty() && SizeText.parse(speed).isEmpty()) {
        throw invalid("is a size per second such as 2MB, or empty");
      }
      return TextNode.valueOf(speed);
    }

    @Override
    boolean mayBeEmpty() {
      return true;
    }
  },
  /// Whether a request may say where on this machine its download goes.
  ALLOW_REQUEST_LOCAL_DIR("allowRequestLocalDir", "false") {
    @Override
    JsonNode check(JsonNode value) {
      return flag(value);
    }
  },
  /// Whether servers outside may redirect to this machine and into private networks.
  ALLOW_PRIVATE_REDIRECTS("allowPrivateRedirects", "false") {
    @Override
    JsonNode check(JsonNode value) {
      return flag(value);
    }
  },
  /// Silence after which a connection counts as dead.
  STALL_TIMEOUT("stallTimeout", "\"" + TransportSettings.DEFAULT.stall().toSeconds() + "s\"") {
    @Override
    JsonNode check(JsonNode value) {
      Duration silence =
          DurationText.parse(text(value))
              .orElseThrow(() -> invalid("is a duration such as 60s or 2m, or 0 for none"));
      if (!silence.isZero() && silence.compareTo(LEAST_SILENCE) < 0) {
        throw invalid("is 1s at least, or 0 for none");
      }
      return TextNode.valueOf(text(value));
    }
  },
  /// How content is verified.
  VERIFY("verify", "\"sha256\"") {
    @Override
    JsonNode check(JsonNode value) {
      if (!text(value).equals("sha256")) {
        throw invalid("is always sha256: every byte is verified");
      }
      return TextNode.valueOf(text(value));
    }
  };

  /// The most connections for one file.
  static final int MAX_CONNECTIONS = 32;

  /// The shortest silence of a dead connection: many that live are silent for less.
  static final Duration LEAST_SILENCE = Duration.ofSeconds(1);

  /// The most jobs at once.
  static final int MAX_ACTIVE_JOBS = 16;

  /// The most attempts.
  static final int MAX_RETRIES = 100;

  /// The most of each setting that is a number.
  static final Map<String, Integer> LIMITS =
      Map.of(
          CONNECTIONS.field, MAX_CONNECTIONS,
          MAX_ACTIVE.field, MAX_ACTIVE_JOBS,
          RETRIES.field, MAX_RETRIES);

  private final String field;
  private final String builtIn;

  SettingKey(String field, String builtIn) {
    this.field = field;
    this.builtIn = builtIn;
  }

  String field() {
    return field;
  }

  /// Whether an empty text is a value. Where it is not, it leaves the setting as it is.
  boolean mayBeEmpty() {
    return false;
  }

  /// The value to keep.
  ///
  /// @throws FailureException with BadRequest when it may not be this
  abstract JsonNode check(JsonNode value);

  /// The value in force and who said it.
  Sourced<JsonNode> in(ObjectNode stored) {
    JsonNode value = stored.get(field);
    if (value == null || value.isNull()) {
      return Sourced.byDefault(SettingsJson.parse(builtIn));
    }
    return new Sourced<>(check(value), Sourced.SETTINGS);
  }

  JsonNode number(JsonNode value, int least, int most) {
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw invalid("is a number from " + least + " to " + most);
    }
    return value;
  }

  JsonNode flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw invalid("is true or false");
    }
    return value;
  }

  String text(JsonNode value) {
    if (!value.isTextual()) {
      throw invalid("is a text");
    }
    return value.textValue().strip();
  }

  FailureException invalid(String rule) {
    return new FailureException(new Failure.BadRequest("Invalid " + field + ": it " + rule));
  }
}
