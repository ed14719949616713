package dev.hubdesk.desk.selection;

import dev.hubdesk.desk.cache.scan.LocalRepo;
import dev.hubdesk.desk.cache.scan.LocalRoot;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A folder of plain files. A link in it is removed as a link; what it leads to stays.
record LocalPlace(LocalRepo repo) implements Place {

  @Override
  public String id() {
    return Place.id("local", repo.root().folder(), repo.id().path());
  }

  @Override
  public String source() {
    return repo.source().text();
  }

  @Override
  public Path folder() {
    return repo.folder();
  }

  @Override
  public List<Path> touched() {
    return List.of(repo.folder());
  }

  @Override
  public String obstacle() {
    return repo.source() == LocalRoot.Source.FRIENDLY_VIEW
        ? "These are names for what is in the HF cache: delete it there"
        : "";
  }

  @Override
  public List<Member> members() throws IOException {
    var members = new ArrayList<Member>();
    for (String weight : repo.weights()) {
      Optional<RepoPath> path = RepoPath.find(weight).filter(FamilyName::isModel);
      if (path.isPresent()) {
        Path file = folder().resolve(weight);
        boolean link = Files.isSymbolicLink(file);
        String message = link ? "Only the link is removed" : null;
        members.add(new Member(weight, List.of(), Files.size(file), link, message));
      }
    }
    return members;
  }

  @Override
  public Removal remove(List<Member> members) throws IOException {
    Map<Member, BasicFileAttributes> seen = new LinkedHashMap<>();
    for (Member member : members) {
      seen.put(
          member,
          Files.readAttributes(
              folder().resolve(member.path()),
              BasicFileAttributes.class,
              LinkOption.NOFOLLOW_LINKS));
    }
    var done = new RemovalReport();
    var unlink = new Unlink(folder().toRealPath());
    seen.forEach((member, facts) ->
        done.attempt(
            member.path(),
            () -> {
              unlink.entry(member.repoPath(), facts);
              unlink.emptyFolders(member.repoPath());
              if (facts.isSymbolicLink()) {
                done.linkOnly(member.path());
              }
            }));
    return done.removal();
  }
}
