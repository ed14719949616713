package dev.hubdesk.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;

/// Says what maintenance tells, in sentences for a person; remembers whether all was well.
final class MaintenanceLines {

  private final PrintWriter out;
  private boolean done;
  private boolean wrong;

  MaintenanceLines(PrintWriter out) {
    this.out = out;
  }

  void print(JsonNode line) {
    if (line.has("error")) {
      wrong = true;
      say(String.format(Locale.ROOT, "BROKEN OFF: %s", text(line, "error")));
    } else if (line.has("problem")) {
      wrong = true;
      say(String.format(Locale.ROOT, "PROBLEM %s: %s", text(line, "where"), text(line, "problem")));
    } else if (line.has("done")) {
      done = true;
      last(line);
    } else if (line.has("outcome")) {
      collected(line);
    } else if (line.has("packBytes")) {
      say(
          String.format(
              Locale.ROOT,
              "%s: %,d objects in %,d packs (%,d bytes), %,d LFS objects: %s",
              text(line, "repository"),
              number(line, "objects"),
              number(line, "packs"),
              number(line, "packBytes"),
              number(line, "lfsObjects"),
              number(line, "problems") == 0 ? "good" : "see above"));
    } else {
      say(
          String.format(
              Locale.ROOT,
              "%s: history of %,d commits, sizes of %,d directories, %,d LFS pointers",
              text(line, "repository"),
              number(line, "commits"),
              number(line, "trees"),
              number(line, "pointers")));
    }
  }

  private void collected(JsonNode line) {
    String repository = text(line, "repository");
    if (text(line, "outcome").equals("busy")) {
      say(String.format(Locale.ROOT, "%s: written to meanwhile; nothing done", repository));
      return;
    }
    boolean would = text(line, "outcome").equals("would");
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d objects kept, %,d packs (%,d bytes)%s",
            repository,
            number(line, "kept"),
            number(line, "packsBefore"),
            number(line, "packBytesBefore"),
            would
                ? ""
                : String.format(
                    Locale.ROOT,
                    " are now %,d (%,d bytes)",
                    number(line, "packsAfter"),
                    number(line, "packBytesAfter"))));
    String go = would ? "would go" : "went";
    why(
        line,
        "objects",
        "objectBytes",
        "commits, trees and files "
            + go
            + ", which no ref and"
            + " nothing in the younger ref log reaches");
    why(
        line,
        "historyObjects",
        "historyBytes",
        "parts of the history index " + go + ", of commits" + " that go");
    why(
        line,
        "lfsObjects",
        "lfsBytes",
        "LFS objects "
            + (would ? "would lose" : "lost")
            + " their link, since no kept commit names them");
  }

  private void why(JsonNode line, String count, String bytes, String sentence) {
    if (number(line, count) > 0) {
      say(
          String.format(
              Locale.ROOT,
              "  %,d (%,d bytes): %s",
              number(line, count),
              number(line, bytes),
              sentence));
    }
  }

  private void last(JsonNode line) {
    if (line.has("dryRun")) {
      String go = line.path("dryRun").asBoolean() ? "would go" : "went";
      say(
          String.format(
              Locale.ROOT,
              "%,d repositories, %,d of them busy: %,d objects (%,d bytes) %s, kept is what was named"
                  + " after %s",
              number(line, "repositories"),
              number(line, "busy"),
              number(line, "objects"),
              number(line, "objectBytes"),
              go,
              text(line, "horizon")));
      say(
          String.format(
              Locale.ROOT,
              "%,d LFS objects (%,d bytes) without any repository %s",
              number(line, "unusedLfsObjects"),
              number(line, "unusedLfsBytes"),
              go));
      if (line.path("swept").isObject()) {
        say(String.format(Locale.ROOT, "deleted: %s", line.path("swept")));
      } else if (!line.path("dryRun").asBoolean()) {
        say("no bytes were deleted: another sweep, or a backup, is under way");
      }
    } else if (line.has("problems")) {
      say(
          String.format(
              Locale.ROOT,
              "%,d repositories, %,d packs, %,d objects, %,d LFS objects%s: %,d problems; %,d stray"
                  + " blobs, which a sweep removes",
              number(line, "repositories"),
              number(line, "packs"),
              number(line, "objects"),
              number(line, "lfsObjects"),
              line.path("deep").asBoolean() ? " read whole" : "",
              number(line, "problems"),
              number(line, "strayBlobs")));
    } else {
      say(
          String.format(
              Locale.ROOT,
              "%,d repositories, %,d commits: done",
              number(line, "repositories"),
              number(line, "commits")));
    }
  }

  /// Zero when the work came to its end and found nothing wrong.
  int exitCode() {
    if (!done && !wrong) {
      say("BROKEN OFF: the Hub went away");
    }
    return done && !wrong ? ExitCode.OK : ExitCode.FAILED;
  }

  private void say(String sentence) {
    out.println(sentence);
    out.flush();
  }

  private static String text(JsonNode line, String key) {
    return line.path(key).asText();
  }

  private static long number(JsonNode line, String key) {
    return line.path(key).asLong();
  }
}
