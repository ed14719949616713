package dev.hubdesk.hub.lfs;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.lfs.BatchAnswer.Action;
import dev.hubdesk.hub.lfs.BatchAnswer.Item;
import dev.hubdesk.hub.lfs.BatchRequest.Asked;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Sha256;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules of the Git LFS API: who may upload and download which object.
public final class LfsService {

  private static final Failure MISSING = new Failure.NotFound("Object does not exist");
  private static final Failure MALFORMED =
      new Failure.Unprocessable(
          "An object is named by 64 hex digits and a size from 0 to "
              + HubLimits.MAX_OBJECT_BYTES
              + " bytes");

  /// A key that no repository has.
  private static final long NO_REPOSITORY = 0;

  private final Repositories repositories;
  private final RepoGate gate;
  private final LfsObjects objects;
  private final UploadSigner signer;
  private final Clock clock;

  public LfsService(
      Repositories repositories,
      RepoGate gate,
      LfsObjects objects,
      UploadSigner signer,
      Clock clock) {
    this.repositories = repositories;
    this.gate = gate;
    this.objects = objects;
    this.signer = signer;
    this.clock = clock;
  }

  /// Says for each object what the client has to do.
  ///
  /// @param url what the addresses of objects start with: `<base>/<repository>.git/info/lfs`
  BatchAnswer batch(Caller caller, RepoId id, BatchRequest request, String url) {
    return request.upload()
        ? upload(gate.writable(caller, id), caller.writer(), request, url)
        : download(gate.contentReadable(caller, id), request, url);
  }

  private BatchAnswer upload(
      RepositoryRow repository, Caller.SignedIn uploader, BatchRequest request, String url) {
    long account = uploader.account().id();
    Map<Sha256, Long> stored = stored(account, repository.key(), request);
    var items = new ArrayList<Item>();
    for (Asked asked : request.objects()) {
      Optional<LfsPointer> object = object(asked);
      if (object.isEmpty()) {
        items.add(malformed(asked));
        continue;
      }
      @Nullable Long size = stored.get(object.get().oid());
      if (size == null) {
        UploadGrant grant = signer.grant(repository.key(), object.get(), account);
        items.add(Item.toDo(asked.oid(), asked.size(), uploadActions(grant, url)));
      } else if (size == asked.size()) {
        items.add(Item.done(asked.oid(), asked.size()));
      } else {
        var other = new Failure.Unprocessable("This object is stored and has " + size + " bytes");
        items.add(Item.failed(asked.oid(), asked.size(), other));
      }
    }
    return new BatchAnswer(items);
  }

  private Map<Sha256, Long> stored(long account, long repository, BatchRequest request) {
    Set<Sha256> oids =
        request.objects().stream()
            .map(LfsService::object)
            .flatMap(Optional::stream)
            .map(LfsPointer::oid)
            .collect(Collectors.toSet());
    Map<Sha256, Long> sizes = new HashMap<>();
    for (LfsPointer usable : objects.usable(account, repository, oids, clock.instant())) {
      sizes.put(usable.oid(), usable.size());
    }
    return sizes;
  }

  private Map<String, Action> uploadActions(UploadGrant grant, String url) {
    var actions = new LinkedHashMap<String, Action>();
    String href = url + "/objects/" + grant.object().oid() + "?" + signer.query(grant);
    actions.put("upload", new Action(href, grant.expiresAt()));
    actions.put("verify", new Action(url + "/verify", null));
    return actions;
  }

  /// The right to upload that a signed address carries; nobody need be signed in. It is bound to
  /// the repository itself, so it stays good when that moves: clients cannot send a body twice.
  ///
  /// @param announced bytes that the client is about to send, negative when it has not said
  /// @param parameter finds parameters of the address
  /// @throws FailureException with `Forbidden` when the address is not good, whether there is such
  ///   a repository or not, `ContentMismatch` when another size is announced than was granted
  UploadGrant granted(
      RepoId id, Sha256 oid, long announced, Function<String, @Nullable String> parameter) {
    long repository =
        repositories
            .find(id)
            .or(() -> repositories.formerly(id))
            .map(RepositoryRow::key)
            .orElse(NO_REPOSITORY);
    UploadGrant grant = signer.verify(repository, oid, parameter);
    if (announced >= 0 && announced != grant.object().size()) {
      throw new FailureException(
          new Failure.ContentMismatch(
              "Upload refused: "
                  + announced
                  + " bytes were announced for an object of "
                  + grant.object().size()));
    }
    return grant;
  }

  private BatchAnswer download(RepositoryRow repository, BatchRequest request, String url) {
    List<Item> items =
        request.objects().stream().map(asked -> downloadItem(repository, asked, url)).toList();
    return new BatchAnswer(items);
  }

  private Item downloadItem(RepositoryRow repository, Asked asked, String url) {
    Optional<LfsPointer> object = object(asked);
    if (object.isEmpty()) {
      return malformed(asked);
    }
    Optional<LfsPointer> held = held(repository.key(), object.get().oid());
    if (held.isEmpty()) {
      return Item.failed(asked.oid(), asked.size(), MISSING);
    }
    Action action = new Action(url + "/objects/" + held.get().oid(), null);
    return Item.toDo(asked.oid(), held.get().size(), Map.of("download", action));
  }

  /// An object for downloading, from a repository that holds it.
  ///
  /// @throws FailureException with `NotFound` when the repository does not hold it
  LfsPointer readable(Caller caller, RepoId id, Sha256 oid) {
    return held(gate.contentReadable(caller, id).key(), oid).orElseThrow(LfsService::missing);
  }

  private Optional<LfsPointer> held(long repository, Sha256 oid) {
    return objects.belongs(repository, oid)
        ? objects.size(oid).map(size -> new LfsPointer(oid, size))
        : Optional.empty();
  }

  /// Confirms that an object has arrived.
  ///
  /// @throws FailureException with `NotFound` when it has not, `Unprocessable` when it is another
  ///   size
  void verify(Caller caller, RepoId id, Asked asked) {
    RepositoryRow repository = gate.writable(caller, id);
    long account = caller.writer().account().id();
    LfsPointer object = object(asked).orElseThrow(() -> new FailureException(MALFORMED));
    LfsPointer stored =
        objects.usable(account, repository.key(), Set.of(object.oid()), clock.instant()).stream()
            .findFirst()
            .orElseThrow(LfsService::missing);
    if (stored.size() != object.size()) {
      throw new FailureException(
          new Failure.Unprocessable("This object has " + stored.size() + " bytes"));
    }
  }

  private static Optional<LfsPointer> object(Asked asked) {
    boolean sized = asked.size() >= 0 && asked.size() <= HubLimits.MAX_OBJECT_BYTES;
    return sized
        ? Sha256.parse(asked.oid()).map(oid -> new LfsPointer(oid, asked.size()))
        : Optional.empty();
  }

  private static Item malformed(Asked asked) {
    return Item.failed(asked.oid(), Math.max(0, asked.size()), MALFORMED);
  }

  private static FailureException missing() {
    return new FailureException(MISSING);
  }
}
