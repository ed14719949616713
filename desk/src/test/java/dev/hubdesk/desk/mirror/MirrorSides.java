package dev.hubdesk.desk.mirror;

import dev.hubdesk.catalog.desk.DeskCatalog;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/// A cache and a target for tests, with the rows of a Desk.
final class MirrorSides implements AutoCloseable {

  static final String COMMIT = "c".repeat(40);

  final Path local;
  final Path target;
  final RepoClaims claims = new RepoClaims();
  private final DeskCatalog catalog;

  MirrorSides(Path folder) throws IOException {
    local = Files.createDirectories(folder.resolve("local"));
    target = Files.createDirectories(folder.resolve("target"));
    catalog = DeskCatalog.open(folder.resolve("desk.db"));
  }

  DeskCatalog catalog() {
    return catalog;
  }

  Path hub() {
    return target.resolve("hub");
  }

  /// Adds a file to a snapshot as clients do: a blob and a link to it.
  static void linked(Path root, String repo, String path, String content) throws IOException {
    Path folder = root.resolve(repo);
    String blob = Sha256.ofText(content).hex();
    Files.createDirectories(folder.resolve("blobs"));
    Files.writeString(folder.resolve("blobs").resolve(blob), content);
    Path entry = entry(root, repo, path);
    Files.createDirectories(entry.resolveSibling("x").getParent());
    Files.createSymbolicLink(entry, Path.of("../../blobs").resolve(blob));
  }

  /// Adds a file to a snapshot as clients do where links are not possible.
  static Path plain(Path root, String repo, String path, String content) throws IOException {
    Path entry = entry(root, repo, path);
    Files.createDirectories(entry.resolveSibling("x").getParent());
    return Files.writeString(entry, content);
  }

  static void ref(Path root, String repo, String name) throws IOException {
    Path refs = Files.createDirectories(root.resolve(repo).resolve("refs"));
    Files.writeString(refs.resolve(name), COMMIT);
  }

  static Path entry(Path root, String repo, String path) {
    return root.resolve(repo).resolve("snapshots").resolve(COMMIT).resolve(path);
  }

  MirrorService service(Consumer<MirrorJobView> listener) {
    return new MirrorService(catalog.mirrorJobs(), claims, Clock.systemUTC(), listener);
  }

  MirrorOrder push(boolean verify) {
    return order(Direction.PUSH, verify);
  }

  MirrorOrder order(Direction direction, boolean verify) {
    return new MirrorOrder(direction, target.toString(), target, local, "", verify, false, false);
  }

  /// Pushes and waits for the end.
  MirrorJob pushed(boolean verify) throws IOException, InterruptedException {
    try (MirrorService service = service(_ -> {})) {
      return service.await(service.create(push(verify)).id());
    }
  }

  @Override
  public void close() {
    catalog.close();
  }
}
