package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hubdesk.conformance.clients.Http;
import dev.hubdesk.conformance.clients.LfsFile;
import dev.hubdesk.conformance.clients.Program;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import dev.hubdesk.testkit.built.BuiltHubdesk.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How `hubdesk up` begins and ends, and what it says when it cannot begin.
class StartAndStopStory {

  @TempDir private Path folder;

  @Test
  void theFirstStartLeavesATokenThatOnlyItsOwnerCanReadAndNeverShowsIt() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder, "--log-level", "debug")) {
      Path file = hubdesk.data().resolve("admin-token");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      String token = hubdesk.adminToken();
      Http.Answer me = new Http(hubdesk.hub(), token).get("/api/whoami-v2");
      assertThat(me.status()).isEqualTo(200);
      assertThat(me.body()).contains("\"name\":\"admin\"");
      assertThat(new Http(hubdesk.desk(), "").get("/api/health").status()).isEqualTo(200);
      assertThat(hubdesk.stop()).isZero();
      assertThat(hubdesk.log()).doesNotContain(token);
      hubdesk.start();
      assertThat(new Http(hubdesk.hub(), token).get("/api/whoami-v2").status()).isEqualTo(200);
    }
  }

  @Test
  void aTokenThatIsGivenIsTheFirstAdministrators() throws Exception {
    String token = "hf_" + "g".repeat(34);
    Path file = Files.writeString(folder.resolve("token"), token + "\n");
    try (BuiltHubdesk hubdesk =
        BuiltHubdesk.up(folder, Map.of("HUBDESK_ADMIN_TOKEN_FILE", file.toString()))) {
      assertThat(new Http(hubdesk.hub(), token).get("/api/whoami-v2").status()).isEqualTo(200);
      assertThat(hubdesk.data().resolve("admin-token")).doesNotExist();
      assertThat(hubdesk.log()).doesNotContain(token);
    }
  }

  @Test
  void aStopLetsADownloadInFlightFinish() throws Exception {
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      var admin = new Http(hubdesk.hub(), hubdesk.adminToken());
      assertThat(admin.post("/api/repos/create", "{\"name\":\"slow\"}").status()).isEqualTo(200);
      byte[] content = new byte[48 << 20];
      new Random(7).nextBytes(content);
      LfsFile file = LfsFile.write(folder.resolve("large.bin"), content);
      String address = file.uploadAddress(admin, "admin/slow");
      assertThat(admin.send("PUT", address, "", file.asBody()).status()).isEqualTo(200);
      assertThat(file.commit(admin, "admin/slow").status()).isEqualTo(200);

      Path back = folder.resolve("back");
      String download = hubdesk.hub() + "/admin/slow/resolve/main/large.bin";
      Program.Running client =
          Program.curl("--limit-rate", "12M", "--output", back.toString(), download).start();
      await().until(() -> Files.exists(back) && Files.size(back) > 0);
      assertThat(hubdesk.stop()).isZero();
      assertThat(client.await(Program.LIMIT).exitCode()).isZero();
      assertThat(Files.mismatch(back, file.path())).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @CsvSource({"--hub-listen, --desk-listen", "--desk-listen, --hub-listen"})
  void aBusyPortNamesTheFlagThatChangesIt(String busy, String free) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended = up(busy, "127.0.0.1:" + taken.getLocalPort(), free, "127.0.0.1:0");
      assertThat(ended.exitCode()).as(ended.errors()).isEqualTo(3);
      assertThat(sentence(ended)).contains("in use by another program", busy);
      assertThat(ended.output()).doesNotContain("READY");
    }
  }

  @Test
  void aDataDirectoryInUseIsRefusedAndTheFirstGoesOn() throws Exception {
    try (BuiltHubdesk first = BuiltHubdesk.up(folder)) {
      Ended ended = up("--hub-listen", "127.0.0.1:0", "--desk-listen", "127.0.0.1:0");
      assertThat(ended.exitCode()).as(ended.errors()).isEqualTo(4);
      assertThat(sentence(ended)).contains("is in use by another Hubdesk process");
      assertThat(new Http(first.hub(), "").get("/api/models").status()).isEqualTo(200);
    }
  }

  @Test
  void dataThatANewerVersionWroteIsRefused() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("format"), "99\n");
    Ended ended = up("--hub-listen", "127.0.0.1:0", "--desk-listen", "127.0.0.1:0");
    assertThat(ended.exitCode()).isEqualTo(4);
    assertThat(sentence(ended)).contains("written by a newer version of Hubdesk (format 99");
  }

  @ParameterizedTest
  @CsvSource({
    "--hub-listen, nonsense, hub-listen",
    "--hub-listen, localhost:70000, hub-listen",
    "--base-url, ftp://x, base-url",
    "--collect-after, soon, collect-after",
    "--log-level, loud, log-level",
    "--endpoint, http://user:secret@host, endpoint",
  })
  void aSettingThatMakesNoSenseIsNamed(String flag, String value, String name) throws Exception {
    Ended ended = up(flag, value);
    assertThat(ended.exitCode()).as(ended.errors()).isEqualTo(2);
    assertThat(sentence(ended)).contains(name).doesNotContain("secret@");
  }

  @Test
  void theConfigurationIsPrintedWithoutStartingAnything() throws Exception {
    Ended ended = up("--print-config", "--log-level", "debug");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output())
        .contains("hub-listen = localhost:28080  (default)")
        .contains("log-level = debug  (flag --log-level)");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void theVersionIsPrinted() throws Exception {
    Ended ended = BuiltHubdesk.run(folder, "--version");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output().strip()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void accountsAreAppliedToTheDataOfAStoppedHubAndAgainWithoutEffect() throws Exception {
    Path file = folder.resolve("accounts.json");
    Files.writeString(
        file,
        """
        {"users": [{"name": "__ana__", "email": "ana@example.org",
                    "tokens": [{"name": "ci", "value": "hf_anaanaanaanaanaanaanaanaanaanaanaana", "role": "write"}]}],
         "organizations": [{"name": "lab.js", "newRepositories": "private", "members": [{"user": "__ana__", "role": "admin"}]}]}
        """);
    String data = folder.resolve("data").toString();
    Ended first = BuiltHubdesk.run(folder, "admin", "apply", file.toString(), "--data", data);
    assertThat(first.exitCode()).as(first.errors()).isZero();
    Ended again = BuiltHubdesk.run(folder, "admin", "apply", file.toString(), "--data", data);
    assertThat(again.output()).startsWith("0 created, 0 changed");
    try (BuiltHubdesk hubdesk = BuiltHubdesk.up(folder)) {
      var ana = new Http(hubdesk.hub(), "hf_anaanaanaanaanaanaanaanaanaanaanaana");
      assertThat(ana.get("/api/whoami-v2").body()).contains("__ana__", "lab.js");
      Path token =
          Files.writeString(folder.resolve("t"), "hf_anaanaanaanaanaanaanaanaanaanaanaana");
      Ended refused =
          BuiltHubdesk.run(
              folder,
              "admin",
              "apply",
              file.toString(),
              "--endpoint",
              hubdesk.hub().toString(),
              "--token-file",
              token.toString());
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(sentence(refused)).contains("The Hub refused").doesNotContain("hf_ana");
    }
  }

  private Ended up(String... flags) throws Exception {
    String[] all = new String[flags.length + 3];
    all[0] = "up";
    all[1] = "--data";
    all[2] = folder.resolve("data").toString();
    System.arraycopy(flags, 0, all, 3, flags.length);
    return BuiltHubdesk.run(folder, all);
  }

  /// What the person is told: the one line that is not of the log.
  private static String sentence(Ended ended) {
    assertThat(ended.errors().lines().filter(line -> line.startsWith("hubdesk: ")))
        .as(ended.errors())
        .hasSize(1);
    assertThat(ended.errors()).doesNotContain("\tat ");
    return ended.errors().lines().filter(line -> line.startsWith("hubdesk: ")).findFirst().get();
  }
}
