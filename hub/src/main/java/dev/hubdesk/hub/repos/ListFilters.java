package dev.hubdesk.hub.repos;

import dev.hubdesk.catalog.RepositoryQuery.Between;
import dev.hubdesk.http.Query;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The filters of a list. All of them come down to tags that a repository must have, but for the
/// number of parameters.
final class ListFilters {

  /// The most tags and texts that one list is filtered by.
  static final int MAX = 50;

  /// Parameters that name a tag as it is.
  private static final List<String> PLAIN = List.of("filter", "pipeline_tag", "library", "tags");

  /// Parameters whose value gets a prefix.
  private static final Map<String, String> PREFIXED =
      Map.of(
          "trained_dataset", "dataset:",
          "license", "license:",
          "base_model", "base_model:",
          "task_categories", "task_categories:",
          "task_ids", "task_ids:",
          "size_categories", "size_categories:",
          "multilinguality", "multilinguality:",
          "language_creators", "language_creators:",
          "benchmark", "benchmark:");

  /// What local apps load; any other app is looked for by its own name.
  private static final Map<String, String> APPS =
      Map.of(
          "llama.cpp", "gguf",
          "ollama", "gguf",
          "lmstudio", "gguf",
          "jan", "gguf",
          "koboldcpp", "gguf",
          "vllm", "transformers",
          "sglang", "transformers",
          "tgi", "transformers",
          "mlx-lm", "mlx");

  private static final Pattern BOUND =
      Pattern.compile("(min|max):(\\d{1,15}(?:\\.\\d{1,6})?)([kmbt]?)", Pattern.CASE_INSENSITIVE);

  private final Context context;
  private final RepoType type;

  ListFilters(Context context, RepoType type) {
    this.context = context;
    this.type = type;
  }

  /// Whether something is asked for that nothing here has: a model that somebody runs for others.
  boolean isImpossible() {
    return !values("inference").isEmpty() || !values("inference_provider").isEmpty();
  }

  /// Texts that the name must contain.
  List<String> search() {
    return bounded(
        Query.values(context, "search").stream().filter(text -> !text.isBlank()).toList());
  }

  /// Tags that must all be there.
  List<String> tags() {
    var tags = new ArrayList<String>();
    PLAIN.forEach(name -> tags.addAll(values(name)));
    PREFIXED.forEach((name, prefix) -> values(name).forEach(value -> tags.add(prefix + value)));
    String ofLanguage = type == RepoType.DATASET ? "language:" : "";
    values("language").forEach(value -> tags.add(ofLanguage + value));
    if (type == RepoType.SPACE) {
      values("models").forEach(value -> tags.add("model:" + value));
      values("datasets").forEach(value -> tags.add("dataset:" + value));
      if (Query.flag(context, "linked", false)) {
        tags.add("linked:any");
      }
    }
    return bounded(tags);
  }

  /// Tags of which one must be there: what local apps load.
  List<String> anyTag() {
    return bounded(values("apps").stream().map(app -> APPS.getOrDefault(app, app)).toList());
  }

  /// Whether access must be asked for; null for both.
  @Nullable Boolean gated() {
    return context.queryParam("gated") == null ? null : Query.flag(context, "gated", false);
  }

  /// How many parameters a model may have: `min:6B,max:128B`.
  Between parameters() {
    @Nullable Long least = null;
    @Nullable Long most = null;
    for (String bound : values("num_parameters")) {
      Matcher matcher = BOUND.matcher(bound);
      if (!matcher.matches()) {
        throw bad("\"num_parameters\" must be like min:6B,max:128B");
      }
      long number = number(matcher.group(2), matcher.group(3));
      if (matcher.group(1).equalsIgnoreCase("min")) {
        least = number;
      } else {
        most = number;
      }
    }
    return new Between(least, most);
  }

  private static long number(String digits, String unit) {
    int zeros =
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "k" -> 3;
          case "m" -> 6;
          case "b" -> 9;
          case "t" -> 12;
          default -> 0;
        };
    BigDecimal number = new BigDecimal(digits).scaleByPowerOfTen(zeros);
    return number.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  /// Repeated or joined by commas.
  private List<String> values(String name) {
    var values = new ArrayList<String>();
    for (String joined : Query.values(context, name)) {
      for (String value : joined.split(",", -1)) {
        if (!value.isBlank()) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  private static List<String> bounded(List<String> values) {
    if (values.size() > MAX) {
      throw bad("a list is filtered by at most " + MAX + " values");
    }
    return values;
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}
