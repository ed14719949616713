package dev.hubdesk.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// The system's git on a bare repository that holds a copy of our packs, exactly as they are
/// stored.
final class RealGit {

  private final Path directory;

  /// An empty one.
  RealGit(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    run("init", "--quiet", "--bare", "--initial-branch=main");
  }

  RealGit(Workshop shop, Path directory) throws IOException {
    this(directory);
    for (PackRecord pack : shop.ledger.packs(Workshop.REPOSITORY, ObjectArea.CONTENT)) {
      for (String ext : List.of("pack", "idx")) {
        BlobKey key = PackFiles.key(Workshop.REPOSITORY, pack.area(), pack.name(), ext);
        try (InputStream in = shop.blobs.open(key)) {
          Files.copy(in, directory.resolve("objects/pack/pack-" + pack.name() + "." + ext));
        }
      }
    }
    run("update-ref", "refs/heads/main", shop.head().hex());
  }

  /// Brings all objects and branches into the repository of a workshop, as a push would: without
  /// facts.
  void pushTo(Workshop shop) throws IOException {
    try (var own = new FileRepositoryBuilder().setGitDir(directory.toFile()).build();
        ObjectReader objects = own.newObjectReader();
        View view = shop.store.view(Workshop.REPOSITORY);
        var pack = new PackBuilder(shop.store.scratchFile(), view.objects())) {
      for (String line : run("cat-file", "--batch-all-objects", "--batch-check").lines().toList()) {
        ObjectLoader object = objects.open(ObjectId.fromString(line.substring(0, 40)));
        pack.insert(object.getType(), object.getCachedBytes());
      }
      PackShelf shelf = shop.store.shelf(Workshop.REPOSITORY);
      shelf.put(ObjectArea.CONTENT, pack, Workshop.START);
      List<RefChange> refs = new ArrayList<>();
      for (String line :
          run("for-each-ref", "--format=%(objectname) %(refname)").lines().toList()) {
        refs.add(
            new RefChange(
                new RefName(line.substring(41)), null, new Oid(line.substring(0, 40)), null));
      }
      shop.ledger.publish(
          new Publication(
              Workshop.REPOSITORY,
              1,
              "push",
              Workshop.START,
              shelf.packs(),
              refs,
              Map.of(),
              Map.of(),
              Map.of(),
              null),
          List.of());
      shelf.forget();
    } catch (PublicationRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compares the last commit of every path with what git says.
  ///
  /// @return how many paths there are
  int assertLastCommits(Workshop shop, Oid commit) throws IOException {
    List<TreeEntry> entries = shop.all(commit, "", true, 1000);
    for (TreeEntry entry : entries) {
      Oid last = Workshop.lastCommit(entry);
      assertThat(last == null ? null : last.hex())
          .as("last commit of %s at %s", entry.path(), commit)
          .isEqualTo(run("log", "-1", "--format=%H", commit.hex(), "--", entry.path().text()));
    }
    return entries.size();
  }

  /// Runs git, which must succeed, and returns what it prints.
  String run(String... arguments) throws IOException {
    return feed(new byte[0], arguments);
  }

  /// As [#run], with something to read.
  String feed(byte[] input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .putAll(
            Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "LC_ALL", "C"));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output.strip();
  }
}
