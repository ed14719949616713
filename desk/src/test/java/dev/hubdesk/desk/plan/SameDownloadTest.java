package dev.hubdesk.desk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hubdesk.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When two requests bring the same files.
class SameDownloadTest {

  private static final String FIRST =
      """
      {"repo": "Acme/Tiny", "revision": "main", "filters": ["a", "b"], "excludes": ["c"]}
      """;

  private static DownloadRequest changed(String field, String value) throws Exception {
    var body = (ObjectNode) Json.MAPPER.readTree(FIRST);
    body.set(field, Json.MAPPER.readTree(value));
    return RequestReader.read(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          repo       | "acme/tiny"  | true
          revision   | "main"       | true
          filters    | ["b", "a"]   | true
          exactMatch | false        | true
          dataset    | false        | true
          unknown    | "x"          | true
          repo       | "acme/tiny2" | false
          revision   | "v1"         | false
          revision   | "Main"       | false
          filters    | ["a"]        | false
          filters    | ["a","b","b"]| false
          filters    | ["A", "b"]   | false
          filters    | []           | false
          excludes   | []           | false
          excludes   | ["d"]        | false
          exactMatch | true         | false
          dataset    | true         | false
          endpoint   | "http://hub" | false
          """)
  void isSettledByWhatChoosesFiles(String field, String value, boolean same) throws Exception {
    DownloadRequest first = changed("revision", "\"main\"");
    DownloadRequest second = changed(field, value);

    assertThat(first.isSame(second)).isEqualTo(same);
    assertThat(second.isSame(first)).isEqualTo(same);
  }

  @Test
  void filtersAndExcludesAreNotMixedUp() throws Exception {
    var body = (ObjectNode) Json.MAPPER.readTree(FIRST);
    body.set("filters", Json.MAPPER.readTree("[\"c\"]"));
    body.set("excludes", Json.MAPPER.readTree("[\"a\", \"b\"]"));

    assertThat(RequestReader.read(body).isSame(changed("revision", "\"main\""))).isFalse();
  }
}
