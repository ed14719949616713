package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// GET `/{type}s/{id}/resolve/{revision}/{path}`, whole or a range. One attempt: whoever writes the
/// bytes knows what to ask for next.
public final class OpenFile {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  private final Transport transport;
  private final HubEndpoint endpoint;

  public OpenFile(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// Where an endpoint serves a file.
  public static URI address(HubEndpoint endpoint, RepoId repo, Revision revision, RepoPath path) {
    return endpoint.resolve(
        "/"
            + repo.urlPath()
            + "/resolve/"
            + UrlText.segment(revision.text())
            + "/"
            + UrlText.path(path));
  }

  /// Asks. Redirects are followed anywhere; the token goes to the endpoint alone.
  ///
  /// @param source [#address], chosen, or the [RemoteFile#source] of an earlier answer
  /// @param range null for the whole file
  /// @param validator if-range: the server sends the whole file when its tag is another one
  /// @throws RetryableException when the server asks for another attempt
  /// @throws FailureException when it refuses for good
  /// @throws IOException when the connection fails
  public RemoteFile call(
      FileAddress source,
      Revision revision,
      RepoPath path,
      @Nullable ByteSpan range,
      @Nullable String validator)
      throws IOException, InterruptedException {
    var ask =
        new Ask(
            "GET",
            endpoint,
            source.uri(),
            Map.of("Accept-Encoding", "identity"),
            Ask.Hops.ANYWHERE,
            source.mayLieInside());
    if (range != null) {
      ask = ask.with("Range", range.header());
      if (validator != null) {
        ask = ask.with("If-Range", validator);
      }
    }
    Answer answer = transport.once(ask, Asked.entry(revision, path));
    try {
      return answer.status() == 206 ? partial(answer) : whole(answer);
    } catch (IOException | RuntimeException e) {
      answer.close();
      throw e;
    }
  }

  private RemoteFile partial(Answer answer) throws IOException {
    Matcher matcher = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
    if (!matcher.matches()) {
      throw new IOException("206 without a usable Content-Range");
    }
    long start = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    OptionalLong total =
        matcher.group(3).equals("*")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(matcher.group(3)));
    return file(answer, start, true, total, OptionalLong.of(last - start + 1));
  }

  private RemoteFile whole(Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw new IOException("the server answered " + answer.status() + " to a GET");
    }
    OptionalLong length = answer.number("Content-Length");
    return file(answer, 0, false, length, length);
  }

  private RemoteFile file(
      Answer answer, long start, boolean partial, OptionalLong total, OptionalLong length) {
    String tag = answer.header("ETag").orElse(null);
    String strong = tag != null && EntityTag.isStrong(tag) ? tag : null;
    return new RemoteFile(
        start,
        partial,
        total,
        length,
        strong,
        ownTag(answer),
        answer.from(),
        new LimitedBody(answer.body(), transport.limit()));
  }

  /// A tag of another origin (a CDN) names its own copy, not the content.
  private @Nullable String ownTag(Answer answer) {
    if (!endpoint.isOriginOf(answer.address())) {
      return null;
    }
    return answer
        .header("X-Linked-ETag")
        .or(() -> answer.header("ETag"))
        .map(EntityTag::bare)
        .orElse(null);
  }
}
