package dev.hubdesk.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The one JSON set-up of both servers.
///
/// - dates are `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`: stock clients refuse an offset such as `+00:00`;
/// - a null is written as `null`; where a client needs the key to be absent instead, the record
///   says so with `@JsonInclude(NON_NULL)`;
/// - unknown keys of a request are ignored: clients are newer than servers.
public final class Json {

  /// How deep lists and objects of what is read may stand in each other.
  public static final int MAX_DEPTH = 1_000;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /// The shared mapper. Not to be reconfigured.
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(new SimpleModule("hubdesk").addSerializer(new InstantText()))
          .build();

  /// The date that was written last: entries of a listing come with few dates, and a thousand of
  /// them are a tenth of what a page costs.
  private static volatile Dated last = new Dated(Instant.EPOCH, DATE.format(Instant.EPOCH));

  private record Dated(Instant instant, String text) {}

  private Json() {}

  /// A date as it stands in JSON.
  public static String date(Instant instant) {
    Dated known = last;
    if (!known.instant.equals(instant)) {
      known = new Dated(instant, DATE.format(instant));
      last = known;
    }
    return known.text;
  }

  /// Writes a value whose serialisation cannot fail: a record, a map, a list.
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class InstantText extends StdSerializer<Instant> {

    @Serial private static final long serialVersionUID = 1L;

    InstantText() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(date(value));
    }
  }
}
