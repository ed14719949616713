package dev.hubdesk.desk.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.places.Destination.FlatFolder;
import dev.hubdesk.desk.places.Destination.HubCacheFolder;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.desk.settings.RouteKey;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  private static final Path CACHE = Path.of("/cache");
  private static final Path LOCAL = Path.of("/local");
  private static final Path LLM = Path.of("/llm");
  private static final Path GGUF = Path.of("/gguf");
  private static final RepoId REPO = new RepoId(RepoType.MODEL, "acme", "tiny");

  private static Destination decide(
      @Nullable Path localDir, Map<RouteKey, Path> routes, boolean allowed, PlaceWish wish) {
    var folders = new FolderSettings(CACHE, localDir, List.of(), null, routes, allowed);
    return new Places(() -> folders).decide(wish, REPO);
  }

  private static PlaceWish key(String key) {
    return new PlaceWish(false, null, key);
  }

  @Test
  void goesToTheCacheWhenNobodySaysAnything() {
    assertThat(decide(null, Map.of(), false, PlaceWish.NONE)).isEqualTo(new HubCacheFolder(CACHE));
  }

  @Test
  void goesToTheFolderOfTheSettings() {
    assertThat(decide(LOCAL, Map.of(), false, PlaceWish.NONE))
        .isEqualTo(new FlatFolder(LOCAL, REPO));
  }

  @Test
  void theFineKeyBeatsTheCoarseOneWhichServesWhereItHasNone() {
    Map<RouteKey, Path> both = Map.of(RouteKey.LLM, LLM, RouteKey.LLM_GGUF, GGUF);

    assertThat(decide(LOCAL, both, false, key("llm/gguf")).root()).isEqualTo(GGUF);
    assertThat(decide(LOCAL, both, false, key("llm/safetensors")).root()).isEqualTo(LLM);
    assertThat(decide(LOCAL, both, false, key("llm")).root()).isEqualTo(LLM);
  }

  @Test
  void aKnownKeyWithoutAFolderIsLikeNone() {
    assertThat(decide(LOCAL, Map.of(), false, key("audio")).root()).isEqualTo(LOCAL);
    assertThat(decide(null, Map.of(), false, key("audio"))).isEqualTo(new HubCacheFolder(CACHE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"video", "LLM", "llm/", "../llm", "/etc", "llm/gguf/x"})
  void anUnknownKeyIsRefusedEvenBesideAFolderOfItsOwn(String key) {
    assertThatThrownBy(() -> decide(LOCAL, Map.of(), true, new PlaceWish(false, "/x", key)))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("routeKey");
  }

  @Test
  void datasetsHaveNoRoutes() {
    var wish = new PlaceWish(true, null, "no such key");

    assertThat(decide(null, Map.of(RouteKey.LLM, LLM), false, wish).root()).isEqualTo(CACHE);
  }

  @Test
  void aFolderInTheRequestCountsOnlyWhereItIsAllowed() {
    var wish = new PlaceWish(false, " /mine/../own ", "llm");

    assertThat(decide(LOCAL, Map.of(RouteKey.LLM, LLM), true, wish))
        .isEqualTo(new FlatFolder(Path.of("/own"), REPO));
    assertThatThrownBy(() -> decide(LOCAL, Map.of(), false, wish))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("allowRequestLocalDir");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"models", "./models", "../models", "~/models", "I:\\models", "\\\\nas\\m"})
  void aFolderInTheRequestIsAnAbsolutePathOfThisSystem(String folder) {
    assertThatThrownBy(() -> decide(null, Map.of(), true, new PlaceWish(false, folder, null)))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("localDir");
  }
}
