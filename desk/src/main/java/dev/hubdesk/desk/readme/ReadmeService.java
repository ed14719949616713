package dev.hubdesk.desk.readme;

import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.desk.endpoints.Patience;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the card of a repository and makes a page of it.
public final class ReadmeService {

  /// How much of a card is read, in bytes.
  public static final int MAX_BYTES = 768 << 10;

  /// How many cards are rendered at a time.
  public static final int MAX_AT_ONCE = 4;

  private static final List<String> NAMES = List.of("README.md", "readme.md", "Readme.md");

  private final Endpoints endpoints;
  private final Patience patience = new Patience(MAX_AT_ONCE, Duration.ofSeconds(20), "The card");

  public ReadmeService(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /// The card.
  ///
  /// @param name `owner/name`
  /// @param endpoint the only endpoint to ask; null for all
  /// @throws FailureException with NotFound when there is none, RevisionNotFound, Forbidden …
  public Readme read(String name, boolean dataset, Revision revision, @Nullable String endpoint)
      throws InterruptedException {
    RepoId repo =
        RepoId.parse(dataset ? RepoType.DATASET : RepoType.MODEL, name)
            .orElseThrow(() ->
                new FailureException(
                    new Failure.BadRequest("Invalid repo format: Expected owner/name")));
    return patience.ask(() -> find(endpoints.locate(repo, revision, endpoint)));
  }

  private Readme find(Located located) throws InterruptedException {
    for (String name : NAMES) {
      try {
        byte[] bytes = endpoints.head(located, new RepoPath(name), MAX_BYTES + 1);
        return tell(located, name, bytes);
      } catch (FailureException e) {
        if (!(e.failure() instanceof Failure.EntryNotFound)) {
          throw e;
        }
      }
    }
    throw new FailureException(
        new Failure.NotFound("README not found: " + located.repo().path() + " has none"));
  }

  private static Readme tell(Located located, String path, byte[] bytes) {
    boolean isCut = bytes.length > MAX_BYTES;
    String whole = new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8);
    String markdown = isCut ? withoutHalf(whole) : whole;
    var links = new PageLinks(located);
    String html = new CardPage(links).html(markdown);
    return new Readme(
        located.repo().path(),
        located.repo().type() == RepoType.DATASET,
        located.revision().text(),
        located.commit().hex(),
        located.endpoint().base().toString(),
        path,
        markdown,
        isCut,
        links.base("raw"),
        html,
        List.copyOf(links.blocked()));
  }

  /// A character that the cut has split is left out.
  private static String withoutHalf(String text) {
    return text.endsWith("\uFFFD") ? text.substring(0, text.length() - 1) : text;
  }
}
