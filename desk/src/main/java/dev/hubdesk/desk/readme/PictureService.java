package dev.hubdesk.desk.readme;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RemoteFile;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Fetches the images of cards from the endpoints that the Desk is set up to ask, and from nobody
/// else.
public final class PictureService {

  /// How many images are on their way at a time; a card may show hundreds.
  public static final int MAX_AT_ONCE = 8;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Endpoints endpoints;
  private final Semaphore places;
  private final Duration patience;

  public PictureService(Endpoints endpoints) {
    this(endpoints, MAX_AT_ONCE, LONGEST_WAIT);
  }

  /// @param patience how long an image may wait for its turn
  PictureService(Endpoints endpoints, int atOnce, Duration patience) {
    this.endpoints = endpoints;
    this.places = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  /// Opens an image. Close it.
  ///
  /// @param address of a file of a repository at a configured endpoint
  /// @throws FailureException with BadRequest when it is no address, Forbidden when it is another
  ///   host's or no file's, Unprocessable when the file is no raster image, TooLarge, Unavailable
  ///   when too many others are on their way
  Picture open(String address) throws InterruptedException {
    URI uri = uri(address);
    for (HubEndpoint endpoint : endpoints.all()) {
      Optional<RepoFileAddress> file = RepoFileAddress.parse(endpoint, uri);
      if (file.isPresent()) {
        return inTurn(endpoint, file.get());
      }
    }
    throw new FailureException(
        new Failure.Forbidden("Not shown: this is no file of an endpoint in the settings"));
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Falls through to the refusal.
    }
    throw new FailureException(new Failure.BadRequest("Invalid url: it is an address"));
  }

  private Picture inTurn(HubEndpoint endpoint, RepoFileAddress address)
      throws InterruptedException {
    if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new FailureException(
          new Failure.Unavailable("The image has to wait: too many are under way"));
    }
    Picture picture = null;
    try {
      picture = picture(endpoint, address);
      return picture;
    } finally {
      if (picture == null) {
        places.release();
      }
    }
  }

  private Picture picture(HubEndpoint endpoint, RepoFileAddress address)
      throws InterruptedException {
    RemoteFile file = endpoints.open(endpoint, address.repo(), address.revision(), address.path());
    try {
      if (file.length().orElse(0) > Picture.MAX_BYTES) {
        throw new FailureException(
            new Failure.TooLarge("Image too large: over " + Picture.MAX_BYTES + " bytes"));
      }
      byte[] head = file.body().readNBytes(PictureType.HEAD);
      String type =
          PictureType.of(head)
              .orElseThrow(() ->
                  new FailureException(
                      new Failure.Unprocessable("Not shown: the file is no raster image")));
      return new Picture(file, head, type, places::release);
    } catch (IOException e) {
      close(file, e);
      throw new FailureException(
          new Failure.Upstream(502, "The image broke off: " + FaultWords.reason(e)));
    } catch (RuntimeException e) {
      close(file, e);
      throw e;
    }
  }

  private static void close(RemoteFile file, Exception cause) {
    try {
      file.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
