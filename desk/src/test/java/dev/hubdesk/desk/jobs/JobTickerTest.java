package dev.hubdesk.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.desk.DeskCatalog;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.places.Destination;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JobTickerTest {

  @TempDir private Path folder;

  @Test
  @Timeout(30)
  void goesOnTellingAfterSomethingWentWrong() throws Exception {
    var told = new LinkedBlockingQueue<DeskStatus>();
    try (DeskCatalog catalog = DeskCatalog.open(folder.resolve("desk.db"));
        var transport = new Transport(TransportSettings.DEFAULT)) {
      var endpoints = new Endpoints(transport, null, () -> List.of());
      var book = new JobBook(new JobStore(catalog.jobs(), endpoints));
      var ticker = new JobTicker(book, new JobNews(failing(told), Clock.systemUTC()));
      ticker.start();
      try {
        assertThat(told.take().queued()).isZero();
        synchronized (book) {
          book.add(job());
        }
        assertThat(told.take().queued()).isOne();
      } finally {
        ticker.close();
      }
    }
  }

  private Job job() {
    return Job.queued(
        "a1b2c3d4e5f6",
        new DownloadRequest("acme/x", "main", false, List.of(), List.of(), false, null),
        new Destination.HubCacheFolder(folder.resolve("cache")),
        new Located(
            HubEndpoint.anonymous("http://127.0.0.1:1"),
            RepoId.parse(RepoType.MODEL, "acme/x").orElseThrow(),
            new Revision("main"),
            new Oid("0".repeat(40))),
        Instant.EPOCH);
  }

  private static JobListener failing(BlockingQueue<DeskStatus> told) {
    return new JobListener() {
      @Override
      public void changed(JobView job) {}

      @Override
      public void happened(JobEvent event) {}

      @Override
      public void removed(String job) {}

      @Override
      public void status(DeskStatus status) {
        told.add(status);
        throw new IllegalStateException("wrong");
      }
    };
  }
}
