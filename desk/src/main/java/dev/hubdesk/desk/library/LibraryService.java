package dev.hubdesk.desk.library;

import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.cache.scan.CacheListing;
import dev.hubdesk.desk.cache.scan.CacheScan;
import dev.hubdesk.desk.cache.scan.LocalListing;
import dev.hubdesk.desk.cache.scan.LocalRepo;
import dev.hubdesk.desk.cache.scan.LocalRoot.Source;
import dev.hubdesk.desk.cache.scan.LocalRoots;
import dev.hubdesk.desk.cache.scan.ScannedRepo;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lists and describes what is here. A repository that stands in several places is one entry, told
/// from the first of: folders of plain files, the cache, the friendly view.
public final class LibraryService {

  private final Supplier<FolderSettings> folders;
  private final CacheScan scan;

  public LibraryService(Supplier<FolderSettings> folders, CacheScan scan) {
    this.folders = folders;
    this.scan = scan;
  }

  /// All entries and what could not be read.
  record Listing(List<LibraryEntry> entries, List<String> warnings) {}

  /// What is here.
  ///
  /// @param type null for all
  /// @param search part of the name, in any case
  Listing list(@Nullable RepoType type, String search) throws IOException {
    FolderSettings now = folders.get();
    CacheListing cached = scan.list(now.cacheDir());
    LocalListing local = LibraryRoots.of(now).list();
    Map<String, EntryParts> all = new LinkedHashMap<>();
    for (LocalRepo repo : local.repos()) {
      parts(all, repo.id().type(), repo.id().path()).add(repo);
    }
    for (ScannedRepo repo : cached.repos()) {
      parts(all, repo.type(), repo.id()).add(repo);
    }
    String wanted = search.toLowerCase(Locale.ROOT);
    List<LibraryEntry> entries =
        all.values().stream()
            .filter(parts -> type == null || parts.type() == type)
            .filter(parts -> parts.id().toLowerCase(Locale.ROOT).contains(wanted))
            .map(EntryParts::entry)
            .sorted(Comparator.comparing(LibraryEntry::type).thenComparing(LibraryEntry::repo))
            .toList();
    var warnings = new ArrayList<>(local.warnings());
    warnings.addAll(cached.warnings());
    return new Listing(entries, warnings);
  }

  private static EntryParts parts(Map<String, EntryParts> all, RepoType type, String id) {
    return all.computeIfAbsent(type + "/" + id, _ -> new EntryParts(type, id));
  }

  /// One repository: as the type that is named, else as a model, a dataset or a space in the cache,
  /// else in a folder of plain files.
  ///
  /// @throws FailureException with NotFound; LocalFault when it cannot be told what local folders
  ///   hold
  LibraryEntry details(LibraryName name, @Nullable RepoType type) throws IOException {
    FolderSettings now = folders.get();
    LocalRoots roots = LibraryRoots.of(now);
    List<RepoType> types = type == null ? List.of(RepoType.values()) : List.of(type);
    for (RepoType one : types) {
      Optional<ScannedRepo> cached = scan.find(now.cacheDir(), one, name.text());
      if (cached.isPresent()) {
        EntryParts parts = local(roots, name, one);
        parts.add(cached.get());
        return parts.details(roots);
      }
    }
    for (RepoType one : types) {
      EntryParts parts = local(roots, name, one);
      if (!parts.isEmpty()) {
        return parts.details(roots);
      }
    }
    throw new FailureException(new Failure.NotFound("Repository not found in cache"));
  }

  private static EntryParts local(LocalRoots roots, LibraryName name, RepoType type) {
    var parts = new EntryParts(type, name.text());
    Optional<RepoId> id = name.id(type);
    try {
      if (id.isPresent()) {
        roots.findAll(id.get()).forEach(parts::add);
      }
    } catch (IOException e) {
      throw new FailureException(
          new Failure.LocalFault("Failed to inspect local folders: " + FaultWords.of(e)));
    }
    return parts;
  }

  /// Where a repository stands, for a badge beside it.
  ///
  /// @throws IOException when it cannot be told
  public Optional<Badge> badge(RepoId id) throws IOException {
    FolderSettings now = folders.get();
    Optional<LocalRepo> local = LibraryRoots.of(now).find(id);
    if (local.isPresent() && local.get().source() == Source.LOCAL) {
      return Optional.of(new Badge(Source.LOCAL.text(), EntryParts.UNKNOWN));
    }
    return scan.find(now.cacheDir(), id)
        .filter(repo -> repo.files() > 0)
        .map(repo -> new Badge(Source.HF_CACHE.text(), EntryParts.status(repo)))
        .or(() -> local.map(repo -> new Badge(repo.source().text(), EntryParts.UNKNOWN)));
  }

  /// The source and status of what is here.
  public record Badge(String source, String status) {}
}
