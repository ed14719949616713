package dev.hubdesk.hub.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.RepoPath;
import org.junit.jupiter.api.Test;

class DispositionTest {

  @Test
  void namesTheFileForEverybody() {
    assertThat(Disposition.of("config.json", false))
        .isEqualTo("inline; filename*=UTF-8''config.json; filename=\"config.json\";");
    assertThat(Disposition.of("a \"b\".txt", true))
        .isEqualTo("attachment; filename*=UTF-8''a%20%22b%22.txt; filename=\"a _b_.txt\";");
    assertThat(Disposition.of("é😀.bin", false))
        .isEqualTo("inline; filename*=UTF-8''%C3%A9%F0%9F%98%80.bin; filename=\"__.bin\";");
  }

  @Test
  void neverSendsAnythingThatABrowserRuns() {
    for (String name : new String[] {"a.html", "a.HTM", "a.svg", "a.js", "a.xhtml", "README"}) {
      assertThat(MediaTypes.of(new RepoPath(name), false)).startsWith("text/plain");
    }
    assertThat(MediaTypes.of(new RepoPath("a.html"), true)).isEqualTo("application/octet-stream");
    assertThat(MediaTypes.of(new RepoPath("x/a.PNG"), true)).isEqualTo("image/png");
  }
}
