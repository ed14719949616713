package dev.hubdesk.app;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.DirectoryBlobs;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DatabaseSettings;
import dev.hubdesk.git.GitSettings;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.hub.HubConfig;
import dev.hubdesk.hub.facts.FactsService;
import dev.hubdesk.hub.facts.ModelHeads;
import java.io.IOException;
import java.nio.file.Path;

/// What a Hub keeps its state in, whether it answers or is only looked after.
///
/// @param node the lasting name of this node
record HubStores(BlobStore blobs, Catalog catalog, GitStore git, Path scratch, String node) {

  static HubStores open(DataDirectory data, HubConfig config, Closing closing) throws IOException {
    Path scratch = Scratch.open(data);
    BlobStore blobs = closing.add(DirectoryBlobs.open(data.path().resolve("blobs")));
    var database = new DatabaseSettings.Sqlite(data.path().resolve("hubdesk.db"));
    Catalog catalog = closing.add(Catalog.open(database));
    var settings = new GitSettings(config.blockCacheBytes(), scratch);
    GitStore git = closing.add(new GitStore(blobs, catalog.ledger(), settings));
    return new HubStores(blobs, catalog, git, scratch, NodeName.keptIn(data));
  }

  FactsService facts() {
    return new FactsService(git, catalog.facts(), heads());
  }

  ModelHeads heads() {
    return new ModelHeads(
        catalog.modelHeaders(),
        (object, length) -> blobs.open(BlobKey.lfs(object.oid()), 0, length));
  }
}
