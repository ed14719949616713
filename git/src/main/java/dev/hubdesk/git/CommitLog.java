package dev.hubdesk.git;

import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/// Reads commits.
final class CommitLog {

  private final ObjectReader objects;

  CommitLog(ObjectReader objects) {
    this.objects = objects;
  }

  /// What a listing tells of a commit.
  CommitFacts facts(ObjectId commit) throws IOException {
    Commit read = commit(new RevWalk(objects).parseCommit(commit));
    return new CommitFacts(read.id(), read.title(), read.committer().when());
  }

  List<Commit> page(ObjectId from, int skip, int limit) throws IOException {
    var walk = new RevWalk(objects);
    walk.markStart(walk.parseCommit(from));
    var page = new ArrayList<Commit>();
    for (int i = 0; page.size() < limit; i++) {
      RevCommit next = walk.next();
      if (next == null) {
        break;
      }
      if (i >= skip) {
        walk.parseBody(next);
        page.add(commit(next));
      }
      next.disposeBody();
    }
    return page;
  }

  /// The best common ancestor.
  Optional<Oid> mergeBase(ObjectId one, ObjectId other) throws IOException {
    var walk = new RevWalk(objects);
    walk.setRetainBody(false);
    walk.setRevFilter(RevFilter.MERGE_BASE);
    walk.markStart(walk.parseCommit(one));
    walk.markStart(walk.parseCommit(other));
    return Optional.ofNullable(walk.next()).map(base -> Ids.of((AnyObjectId) base));
  }

  long count(ObjectId from) throws IOException {
    var walk = new RevWalk(objects);
    walk.setRetainBody(false);
    walk.markStart(walk.parseCommit(from));
    long count = 0;
    while (walk.next() != null) {
      count++;
    }
    return count;
  }

  private static Commit commit(RevCommit commit) {
    String message = commit.getFullMessage();
    int end = message.indexOf('\n');
    String title = end < 0 ? message : message.substring(0, end);
    String body = end < 0 ? "" : message.substring(end + 1).strip();
    List<Oid> parents =
        Arrays.stream(commit.getParents()).map(parent -> Ids.of((AnyObjectId) parent)).toList();
    return new Commit(
        Ids.of((AnyObjectId) commit),
        Ids.of((AnyObjectId) commit.getTree()),
        parents,
        title.strip(),
        body,
        signature(commit.getAuthorIdent()),
        signature(commit.getCommitterIdent()));
  }

  private static Commit.Signature signature(PersonIdent ident) {
    return new Commit.Signature(ident.getName(), ident.getEmailAddress(), ident.getWhenAsInstant());
  }
}
