package dev.hubdesk.desk.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.http.Json;
import dev.hubdesk.protocol.FailureException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadRequestTest {

  private static DownloadRequest read(String json) throws Exception {
    JsonNode body = Json.MAPPER.readTree(json);
    return RequestReader.read(body);
  }

  private static DownloadRequest filtered(List<String> filters) {
    return new DownloadRequest("a/b", "main", false, filters, List.of(), false, null);
  }

  @Test
  void readsTheShortFormOfFilters() throws Exception {
    DownloadRequest request = read("{\"repo\": \"owner/model:q4_0, q5_0\"}");

    assertThat(request.repo()).isEqualTo("owner/model");
    assertThat(request.filters()).containsExactly("q4_0", "q5_0");
    assertThat(request.revision()).isEqualTo("main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"repo\": \"\"}",
        "{\"repo\": 7}",
        "{\"repo\": \"owner\"}",
        "{\"repo\": \"a/b/c\"}",
        "{\"repo\": \"../b\"}",
        "{\"repo\": \"a/b\", \"filters\": \"q4\"}",
        "{\"repo\": \"a/b\", \"filters\": [7]}",
        "{\"repo\": \"a/b\", \"dataset\": \"yes\"}",
        "{\"repo\": \"a/b\", \"localRepo\": \"../../x\"}",
        "{\"repo\": \"a/b\", \"localRepo\": \"/x/y\"}",
        "{\"repo\": \"a/b\", \"localRepo\": \"..\"}"
      })
  void refusesWhatItCannotMean(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(FailureException.class);
  }

  @Test
  void takesAThousandFiltersAndNoMore() {
    assertThat(filtered(Collections.nCopies(1_000, "q")).filters()).hasSize(1_000);
    assertThatThrownBy(() -> filtered(Collections.nCopies(1_001, "q")))
        .isInstanceOf(FailureException.class);
  }

  @Test
  void takesFiltersOfFourThousandAndNinetySixCharactersAndNoMore() {
    assertThat(filtered(List.of("q".repeat(4_096))).filters()).hasSize(1);
    assertThatThrownBy(() -> filtered(List.of("q".repeat(4_097))))
        .isInstanceOf(FailureException.class);
  }

  @Test
  void theOrderOfFiltersMakesNoDifference() {
    assertThat(filtered(List.of("a", "b")).isSame(filtered(List.of("b", "a")))).isTrue();
    assertThat(filtered(List.of("a", "b")).isSame(filtered(List.of("a")))).isFalse();
  }

  @Test
  void readsBackWhatIsKept() throws Exception {
    DownloadRequest request =
        new DownloadRequest("a/b", "v1", true, List.of("x"), List.of("y"), true, "http://hub");

    assertThat(Json.MAPPER.readValue(Json.text(request), DownloadRequest.class)).isEqualTo(request);
  }
}
