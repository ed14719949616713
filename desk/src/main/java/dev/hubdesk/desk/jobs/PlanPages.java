package dev.hubdesk.desk.jobs;

import dev.hubdesk.desk.transfer.PlannedFile;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Walks through a plan a page at a time.
final class PlanPages implements Iterator<PlannedFile> {

  /// Files that are held at once.
  static final int PAGE = 1_000;

  private final Pages pages;
  private Iterator<PlannedFile> page = List.<PlannedFile>of().iterator();
  private int read;
  private boolean over;

  PlanPages(Pages pages) {
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !over) {
      List<PlannedFile> next = pages.read(read, PAGE);
      read += next.size();
      over = next.size() < PAGE;
      page = next.iterator();
    }
    return page.hasNext();
  }

  @Override
  public PlannedFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  /// Reads one page.
  interface Pages {
    List<PlannedFile> read(int from, int limit);
  }
}
