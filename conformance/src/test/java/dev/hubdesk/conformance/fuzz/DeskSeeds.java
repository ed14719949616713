package dev.hubdesk.conformance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Good requests for the routes of the Desk, as `docs/routes.txt` writes them. `$DIR` stands for a
/// folder, `$HUB` for the Hub that is asked, `$JOB` and `$MIRROR` for jobs that are there. A route
/// that is not known here by name gets a request as well, with a body that holds the usual keys.
final class DeskSeeds {

  private static final String REPO = "ana/m";

  private static final String ANYTHING =
      "{\"repo\":\"ana/m\",\"name\":\"nas\",\"path\":\"$DIR/target\",\"target\":\"nas\",\"type\":\"model\","
          + "\"dataset\":false,\"dryRun\":true,\"clean\":true,\"filters\":[\"a\"]}";

  /// Queries, by the path.
  private static final Map<String, List<String>> QUERIES =
      Map.of(
          "/api/search",
          List.of("q=m&sort=downloads&limit=5&filter=gguf&datasets=false", "datasets=true&q=m"),
          "/api/analyze/{owner}/{repo}",
          List.of("revision=main&dataset=false&ram=8000000000", "revision=v1"),
          "/api/readme/{owner}/{repo}",
          List.of("revision=main&dataset=false"),
          "/api/readme-asset",
          List.of("repo=ana/m&url=a.txt&revision=main&dataset=false"),
          "/api/cache",
          List.of("type=model&search=m"),
          "/api/cache/{owner}/{repo}",
          List.of("type=model", ""),
          "/api/cache-selection",
          List.of("repo=ana/m&type=model", "repo=ana/m&type=model&locationId=hf-0"),
          "/api/history",
          List.of("limit=10&offset=0&search=m"),
          "/api/diskfree",
          List.of("path=$DIR/llm", ""),
          "/api/cache/{owner}/{repo}/verify",
          List.of("type=model&revision=main"));

  /// Bodies, by the path.
  private static final Map<String, List<String>> BODIES =
      Map.ofEntries(
          Map.entry(
              "/api/plan",
              List.of(
                  "{\"repo\":\"ana/m\",\"revision\":\"main\",\"dataset\":false,\"filters\":[\"a.txt\"],"
                      + "\"excludes\":[\"b\"],\"exactMatch\":true,\"endpoint\":\"$HUB\",\"routeKey\":\"llm\","
                      + "\"localRepo\":\"x/y\",\"localDir\":\"$DIR/flat\",\"adoptPartials\":true}",
                  "{\"repo\":\"ana/m\",\"dataset\":true}")),
          Map.entry(
              "/api/download",
              List.of(
                  "{\"repo\":\"ana/m\",\"revision\":\"main\",\"filters\":[],\"excludes\":[],\"dryRun\":false}",
                  "{\"repo\":\"ana/m\",\"dataset\":true,\"filters\":[\"txt\"],\"endpoint\":\"$HUB\"}",
                  "{\"repo\":\"ana/m\",\"routeKey\":\"llm/gguf\",\"localRepo\":\"x/y\",\"dryRun\":true}")),
          Map.entry(
              "/api/settings",
              List.of(
                  "{\"connections\":4,\"maxActive\":2,\"retries\":1,\"maxSpeed\":\"0\",\"verify\":\"sha256\","
                      + "\"multipartThreshold\":\"16MiB\",\"stallTimeout\":\"5s\",\"token\":\"********\"}",
                  "{\"localScanDirs\":[\"$DIR/scan\"],\"friendlyDir\":\"$DIR/view\",\"cacheDir\":\"\","
                      + "\"downloadRoutes\":{\"llm\":\"$DIR/llm\",\"llm/gguf\":\"\"},\"localDir\":\"\","
                      + "\"allowRequestLocalDir\":true}",
                  "{\"endpoints\":[\"$HUB\"],\"endpoint\":\"$HUB\",\"caBundle\":\"\","
                      + "\"proxy\":{\"url\":\"\",\"username\":\"u\",\"password\":\"p\",\"noProxy\":\"a,b\","
                      + "\"noEnvProxy\":true,\"insecureSkipVerify\":false}}")),
          Map.entry("/api/diskfree", List.of("{\"routeKey\":\"llm\",\"dataset\":false}")),
          Map.entry("/api/cache/rebuild", List.of("{\"clean\":false}", "")),
          Map.entry(
              "/api/cache/prune",
              List.of("{\"snapshots\":true,\"partials\":true,\"dryRun\":false}")),
          Map.entry(
              "/api/cache-selection",
              List.of(
                  "{\"repo\":\"ana/m\",\"type\":\"model\",\"locationId\":\"hf-0\",\"groupId\":\"gguf-0\","
                      + "\"members\":[{\"path\":\"a.gguf\",\"versions\":[\"c\"],\"size\":1,"
                      + "\"linkOnly\":false}]}")),
          Map.entry(
              "/api/mirror/targets",
              List.of(
                  "{\"name\":\"nas\",\"path\":\"$DIR/target\",\"description\":\"d\"}",
                  "{\"name\":\"other\",\"path\":\"$DIR/target\"}")),
          Map.entry(
              "/api/mirror/diff",
              List.of("{\"target\":\"nas\",\"repoFilter\":\"m\",\"direction\":\"push\"}")),
          Map.entry("/api/mirror/push", List.of(mirror(true), mirror(false))),
          Map.entry("/api/mirror/pull", List.of(mirror(true), mirror(false))));

  private DeskSeeds() {}

  private static String mirror(boolean dry) {
    return "{\"target\":\"$DIR/target\",\"repoFilter\":\"\",\"dryRun\":"
        + dry
        + ",\"verify\":true,\"deleteExtra\":false,\"force\":false,\"async\":false}";
  }

  /// Good requests for a route.
  static List<RawRequest> of(String route) {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1);
    List<RawRequest> seeds = new ArrayList<>();
    for (String query : QUERIES.getOrDefault(path, List.of(""))) {
      for (String body : bodies(method, path)) {
        String target = target(path) + (query.isEmpty() ? "" : "?" + query);
        RawRequest seed =
            RawRequest.of(
                method.equals("WS") ? "GET" : method,
                target,
                body.getBytes(StandardCharsets.UTF_8));
        seeds.add(body.isEmpty() ? seed : seed.with("Content-Type", "application/json"));
      }
    }
    return seeds;
  }

  private static String target(String path) {
    return path.replace("{owner}/{repo}", REPO)
        .replace("{namespace}/{name}", REPO)
        .replace("targets/{name}", "targets/other")
        .replace("mirror/jobs/{id}", "mirror/jobs/$MIRROR")
        .replace("{id}", "$JOB")
        .replace("{repo}", "ana%2Fm")
        .replace("<file>", "app.js")
        .replace("{version}", "1");
  }

  private static List<String> bodies(String method, String path) {
    if (method.equals("GET") || method.equals("WS") || path.contains("{id}")) {
      return List.of("");
    }
    return BODIES.getOrDefault(path, List.of(method.equals("DELETE") ? "" : ANYTHING));
  }
}
