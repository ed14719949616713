package dev.hubdesk.conformance.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A clone that keeps its large files in the Hub, worked in with the real `git` and `git lfs`.
///
/// @param token handed over by a credential helper; empty for nobody
public record GitClone(Path folder, String token) {

  private static final String HELPER =
      "!f() { test \"$1\" = get && echo username=hub && echo \"password=$HUB_TOKEN\"; }; f";

  /// Clones without the large files.
  ///
  /// @param lfsUrl where `git lfs` finds the Hub
  public static GitClone of(Path remote, Path folder, String lfsUrl, String token)
      throws IOException, InterruptedException {
    var clone = new GitClone(folder, token);
    // Where git-lfs is installed for everybody, the clone itself would fetch them.
    new Program(List.of("git", "clone", "--quiet", remote.toString(), folder.toString()))
        .with("GIT_LFS_SKIP_SMUDGE", "1")
        .mustRun();
    clone.mustRun("lfs", "install", "--local", "--skip-smudge");
    clone.mustRun("config", "lfs.url", lfsUrl);
    return clone;
  }

  /// The same clone in the hands of a stranger.
  public GitClone withoutToken() {
    return new GitClone(folder, "");
  }

  /// Runs `git` in the clone. It never asks at a terminal.
  public Program.Ended run(String... arguments) throws IOException, InterruptedException {
    return git(arguments).run();
  }

  /// Runs `git`, which must end well.
  public void mustRun(String... arguments) throws IOException, InterruptedException {
    git(arguments).mustRun();
  }

  private Program git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    if (!token.isEmpty()) {
      command.addAll(List.of("-c", "credential.helper=" + HELPER));
    }
    command.addAll(List.of(arguments));
    Program program = new Program(command).with("GIT_TERMINAL_PROMPT", "0");
    for (String who : new String[] {"AUTHOR", "COMMITTER"}) {
      program.with("GIT_" + who + "_NAME", "Ana").with("GIT_" + who + "_EMAIL", "ana@example.org");
    }
    return token.isEmpty() ? program : program.with("HUB_TOKEN", token);
  }
}
