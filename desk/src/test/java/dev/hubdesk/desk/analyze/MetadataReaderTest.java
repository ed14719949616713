package dev.hubdesk.desk.analyze;

import static dev.hubdesk.desk.testing.Files.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.hubclient.RepoInfo;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {

  private static Metadata read(String path, byte[] content) throws InterruptedException {
    return new MetadataReader(new One(content, null)).read(files(path), Set.of(path));
  }

  private static Metadata refused(Failure failure) throws InterruptedException {
    return new MetadataReader(new One(new byte[0], failure))
        .read(files("config.json"), Set.of("config.json"));
  }

  private static byte[] padded(String start, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    byte[] text = start.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, bytes, 0, text.length);
    return bytes;
  }

  @Test
  void aFileMayHaveTenMebibytesAndNoMore() throws InterruptedException {
    assertThat(
            read("config.json", padded("{\"a\": 1}", MetadataReader.MAX_BYTES)).config().has("a"))
        .isTrue();
    assertThatThrownBy(() -> read("config.json", padded("{}", MetadataReader.MAX_BYTES + 1)))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining("10485760");
  }

  @Test
  void whatIsRefusedOrNoJsonIsLeftOut() throws InterruptedException {
    assertThat(refused(new Failure.Forbidden("gated")).files()).isEmpty();
    assertThat(refused(new Failure.Upstream(500, "oops")).files()).isEmpty();
    for (String text : new String[] {"", "{", "no", "7", "# card"}) {
      assertThat(read("config.json", text.getBytes(StandardCharsets.UTF_8)).files()).isEmpty();
    }
  }

  @Test
  void whatBreaksOffEachTimeIsFatalAndNamed() {
    assertThatThrownBy(() -> refused(new Failure.Unavailable("Cannot reach it")))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("config.json");
  }

  @Test
  void aPointerInPlaceOfAFileIsAnError() {
    byte[] pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n"
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> read("config.json", pointer)).hasMessageContaining("LFS pointer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"quant_method": "exl3", "bits": 4, "layers": {"a": {"b": [1, 2 | {"quant_method":"exl3","bits":4,"__partial__":true}
          {"quant_method": "exl3", "bits": 4 | {"quant_method":"exl3","bits":null,"__partial__":true}
          {"quant_method": "exl3", "bits": | {"quant_method":"exl3","bits":null,"__partial__":true}
          {"quant_method": "exl3", "bits": 4, | {"quant_method":"exl3","bits":4,"__partial__":true}
          {"quant_method": "exl3", "expert_bits": {"0": 3 | {"quant_method":"exl3","expert_bits":null,"__partial__":true}
          {"bits": 4, "quant_method": "ex | {"bits":4,"__partial__":true}
          {"a": {"quant_method": "exl3"}, "bits": 4, "x": tr | {"bits":4,"__partial__":true}
          """)
  void ofALongQuantizationWhatIsCompleteIsKept(String start, String kept) {
    byte[] bytes = start.getBytes(StandardCharsets.UTF_8);

    assertThat(PartialConfig.read(bytes, bytes.length)).hasToString(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[1",
        "{",
        "{\"quant_method\": \"ex",
        "{\"a\" 1, \"bits\": 4, \"c\": 123456",
        "{\"bits\": 4} trailing text that is long",
        "{\"bits\": 4}"
      })
  void whatDoesNotBeginLikeAConfigurationIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> PartialConfig.read(bytes, bytes.length))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("quantization_config.json");
  }

  @Test
  void theHeadOfALongQuantizationIsEnough() throws InterruptedException {
    String start = "{\"quant_method\": \"exl3\", \"bits\": 4, \"map\": \"";
    byte[] bytes = padded(start, MetadataReader.MAX_BYTES + 1);

    JsonNode config = read("quantization_config.json", bytes).file("quantization_config.json");

    assertThat(config.path("quant_method").asText()).isEqualTo("exl3");
    assertThat(config.path(PartialConfig.MARK).asBoolean()).isTrue();
  }

  private static final class One implements Source {

    private final byte[] content;
    private final @Nullable Failure failure;

    One(byte[] content, @Nullable Failure failure) {
      this.content = content;
      this.failure = failure;
    }

    @Override
    public byte[] head(RepoPath path, int most) {
      if (failure != null) {
        throw new FailureException(failure);
      }
      return Arrays.copyOf(content, Math.min(content.length, most));
    }

    @Override
    public Optional<RepoInfo> model(RepoId repo) {
      return Optional.empty();
    }

    @Override
    public List<TreeEntry.File> files(RepoId repo) {
      return List.of();
    }
  }
}
