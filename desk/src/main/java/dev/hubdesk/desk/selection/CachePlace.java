package dev.hubdesk.desk.selection;

import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.scan.LocalRoot;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The cache: all snapshots of a repository together, and the readable names for what they show.
///
/// @param root the cache
/// @param friendly the repository's folder of readable names; null where there is none
record CachePlace(Path root, RepoId repo, @Nullable Path friendly) implements Place {

  @Override
  public String id() {
    return Place.id("hf", root, repo.path());
  }

  @Override
  public String source() {
    return LocalRoot.Source.HF_CACHE.text();
  }

  @Override
  public Path folder() {
    return new HubCache(root).repo(repo).folder();
  }

  @Override
  public List<Path> touched() {
    return friendly == null ? List.of(folder()) : List.of(folder(), friendly);
  }

  @Override
  public String obstacle() {
    return "";
  }

  @Override
  public List<Member> members() throws IOException {
    var contents = CacheContents.of(folder());
    SortedMap<RepoPath, List<CacheContents.Entry>> byPath = new TreeMap<>();
    for (CacheContents.Entry entry : contents.entries()) {
      if (FamilyName.isModel(entry.path())) {
        byPath.computeIfAbsent(entry.path(), _ -> new ArrayList<>()).add(entry);
      }
    }
    var members = new ArrayList<Member>();
    for (Map.Entry<RepoPath, List<CacheContents.Entry>> file : byPath.entrySet()) {
      members.add(member(contents, file.getKey(), file.getValue()));
    }
    return members;
  }

  private static Member member(
      CacheContents contents, RepoPath path, List<CacheContents.Entry> entries) {
    List<String> versions = entries.stream().map(CacheContents.Entry::commit).toList();
    long size =
        entries.stream()
            .map(CacheContents.Entry::payload)
            .distinct()
            .mapToLong(contents::size)
            .sum();
    boolean whole = entries.stream().map(CacheContents.Entry::payload).allMatch(contents::isThere);
    return new Member(
        path.text(), versions, size, false, whole ? null : "A version of it has no content");
  }

  @Override
  public Removal remove(List<Member> members) throws IOException {
    var contents = CacheContents.of(folder());
    var names = FriendlyNames.of(friendly, contents);
    return new CacheRemoval(contents, names, members).run();
  }
}
