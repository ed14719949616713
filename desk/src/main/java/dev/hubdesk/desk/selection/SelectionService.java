package dev.hubdesk.desk.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.scan.LocalRepo;
import dev.hubdesk.desk.cache.scan.LocalRoot;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.library.LibraryRoots;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shows and deletes single models of a repository. What is deleted is worked out anew under a
/// claim; what the request says is only compared with it.
public final class SelectionService {

  private final Supplier<FolderSettings> folders;
  private final RepoClaims claims;
  private final BiPredicate<Path, RepoPath> wanted;

  /// @param folders as the settings name them now
  /// @param wanted whether a download that waits or runs would write a file of a repository into
  ///   that repository's folder
  public SelectionService(
      Supplier<FolderSettings> folders, RepoClaims claims, BiPredicate<Path, RepoPath> wanted) {
    this.folders = folders;
    this.claims = claims;
    this.wanted = wanted;
  }

  /// One place as it is told.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Location(
      String id,
      String source,
      String path,
      List<Group> groups,
      @Nullable String warning,
      boolean canDelete,
      @Nullable String deleteReason) {}

  /// What somebody confirmed.
  record Order(RepoId repo, String locationId, String groupId, List<Member> members) {}

  /// The places of a repository with models.
  ///
  /// @param locationId the only one to tell; null for all
  /// @throws FailureException with BadRequest when there is no such place
  List<Location> locations(RepoId repo, @Nullable String locationId) {
    var locations = new ArrayList<Location>();
    for (Place place : places(repo)) {
      if (locationId == null || locationId.equals(place.id())) {
        locations.add(location(place));
      }
    }
    if (locations.isEmpty() && locationId != null) {
      throw unknown("locationId");
    }
    return locations;
  }

  private static Location location(Place place) {
    String id = place.id();
    String path = place.folder().toString();
    try {
      String reason = place.obstacle().isEmpty() ? null : place.obstacle();
      List<Group> groups = Group.of(place.members(), reason == null);
      return new Location(id, place.source(), path, groups, null, reason == null, reason);
    } catch (IOException e) {
      String warning = "Not everything can be read: " + FaultWords.of(e);
      return new Location(id, place.source(), path, List.of(), warning, false, warning);
    }
  }

  /// Deletes a group.
  ///
  /// @throws FailureException with BadRequest when place or group are not known, Conflict when the
  ///   group is not what was confirmed, is in use, or cannot be deleted safely: nothing is removed
  ///   then
  Place.Removal delete(Order order) throws IOException {
    Place place =
        places(order.repo()).stream()
            .filter(one -> one.id().equals(order.locationId()))
            .findFirst()
            .orElseThrow(() -> unknown("locationId"));
    if (!place.obstacle().isEmpty()) {
      throw conflict(place.obstacle());
    }
    var held = new ArrayList<Claim>();
    try {
      for (Path folder : place.touched()) {
        held.add(claims.hold(folder, "a model of it is being deleted"));
      }
      return delete(place, order);
    } catch (UnsafeException e) {
      throw conflict("Not safe to delete: " + e.getMessage());
    } finally {
      held.forEach(Claim::close);
    }
  }

  private Place.Removal delete(Place place, Order order) throws IOException {
    Group group =
        Group.of(place.members(), true).stream()
            .filter(one -> one.id().equals(order.groupId()))
            .findFirst()
            .orElseThrow(() -> unknown("groupId"));
    if (!group.isExactly(order.members())) {
      throw conflict("The files have changed: look at them again and confirm anew");
    }
    for (Member member : group.members()) {
      if (wanted.test(place.folder(), member.repoPath())) {
        throw conflict("A download would write " + member.path() + ": cancel it first");
      }
    }
    return place.remove(group.members());
  }

  private List<Place> places(RepoId repo) {
    FolderSettings now = folders.get();
    var places = new ArrayList<Place>();
    Path friendly = null;
    try {
      for (LocalRepo local : LibraryRoots.of(now).findAll(repo)) {
        places.add(new LocalPlace(local));
        if (local.source() == LocalRoot.Source.FRIENDLY_VIEW) {
          friendly = local.folder();
        }
      }
    } catch (IOException e) {
      throw new FailureException(
          new Failure.LocalFault("Failed to inspect local folders: " + FaultWords.of(e)));
    }
    Path root = now.cacheDir();
    if (Files.isDirectory(new HubCache(root).repo(repo).folder())) {
      places.add(new CachePlace(root, repo, friendly));
    }
    return places;
  }

  private static FailureException unknown(String field) {
    return new FailureException(
        new Failure.BadRequest("Unknown " + field + ": look at the locations again"));
  }

  private static FailureException conflict(String message) {
    return new FailureException(new Failure.Conflict(message, null));
  }
}
