package dev.hubdesk.desk.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.testing.Files;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeListingTest {

  private static final Oid COMMIT = new Oid("1".repeat(40));

  @TempDir private Path repository;

  @Test
  void isWrittenAsTheClientPrintsIt() throws IOException {
    TreeEntry.File config = Files.file("config.json", 3);
    TreeEntry.File model = Files.file("a/model.safetensors", 7);
    TreeListing.write(repository, COMMIT, List.of(config, model));
    assertThat(repository.resolve("trees/" + COMMIT + ".json"))
        .hasContent(
            """
            {
             "format_version": 1,
             "files": {
              "a/model.safetensors": {
               "size": 7,
               "blob_id": "%s",
               "lfs_sha256": "%s",
               "lfs_size": 7
              },
              "config.json": {
               "size": 3,
               "blob_id": "%s"
              }
             }
            }\
            """
                .formatted(
                    model.oid().hex(),
                    model.pointer().orElseThrow().oid().hex(),
                    config.oid().hex()));
  }

  @Test
  void tellsWhatItWasGiven() throws IOException {
    TreeListing.write(repository, COMMIT, Files.files("b.gguf", "ä/\"x\".txt"));
    var read = new ArrayList<TreeListing.Entry>();
    assertThat(TreeListing.read(repository, COMMIT.hex(), read::add)).isTrue();
    assertThat(read).extracting(TreeListing.Entry::path).containsExactly("b.gguf", "ä/\"x\".txt");
    assertThat(read.getFirst().etag()).hasSize(64);
    assertThat(read.getLast().etag()).hasSize(40);
  }

  @Test
  void whatIsThereStays() throws IOException {
    TreeListing.write(repository, COMMIT, Files.files("a"));
    TreeListing.write(repository, COMMIT, Files.files("b"));
    var read = new ArrayList<TreeListing.Entry>();
    TreeListing.read(repository, COMMIT.hex(), read::add);
    assertThat(read).extracting(TreeListing.Entry::path).containsExactly("a");
  }

  @Test
  void otherFormsAreNoListing() throws IOException {
    Path trees = java.nio.file.Files.createDirectory(repository.resolve("trees"));
    for (String text :
        List.of(
            "",
            "[]",
            "{\"format_version\": 2, \"files\": {}}",
            "{\"format_version\": 1}",
            "{\"format_version\": 1, \"files\": {\"a\": {}}}",
            "{\"format_version\": 1, \"files\": {\"a\": 1}}",
            "{\"format_version\": 1, \"files\": {\"a\": {\"size\"")) {
      java.nio.file.Files.writeString(trees.resolve(COMMIT + ".json"), text);
      assertThat(TreeListing.read(repository, COMMIT.hex(), _ -> {})).as(text).isFalse();
    }
    assertThat(TreeListing.read(repository, "2".repeat(40), _ -> {})).isFalse();
  }
}
