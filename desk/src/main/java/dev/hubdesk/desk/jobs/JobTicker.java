package dev.hubdesk.desk.jobs;

import dev.hubdesk.protocol.FailureException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells progress four times a second and notes it every five seconds.
final class JobTicker {

  private static final Logger LOG = LoggerFactory.getLogger(JobTicker.class);

  private static final Duration TICK = Duration.ofMillis(250);
  private static final int STATUS_TICKS = 4;
  private static final int NOTE_TICKS = 20;

  private final JobBook book;
  private final JobNews news;
  private final Thread thread;

  JobTicker(JobBook book, JobNews news) {
    this.book = book;
    this.news = news;
    this.thread = Thread.ofVirtual().name("job-ticker").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      for (long tick = 1; ; tick++) {
        Thread.sleep(TICK);
        attempt(tick);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /// Whatever goes wrong once, as a row that cannot be written, the next tick comes.
  private void attempt(long tick) {
    try {
      tell(tick);
    } catch (RuntimeException e) {
      LOG.warn("The progress of jobs could not be told", e);
    }
  }

  private void tell(long tick) {
    synchronized (book) {
      for (LiveJob live : book.all()) {
        JobProgress progress = live.progress();
        if (progress != null && progress.takeChanged()) {
          news.progressed(live);
        }
      }
      if (tick % STATUS_TICKS == 0) {
        news.status(book.status());
      }
    }
    if (tick % NOTE_TICKS == 0) {
      note();
    }
  }

  private void note() {
    try {
      synchronized (book) {
        book.note();
      }
    } catch (FailureException e) {
      LOG.warn("The progress of jobs could not be noted: {}", e.getMessage());
    }
  }

  void close() {
    thread.interrupt();
  }
}
