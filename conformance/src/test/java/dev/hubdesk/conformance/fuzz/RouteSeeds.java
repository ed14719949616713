package dev.hubdesk.conformance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A good request for a route, as `docs/routes.txt` writes it. A route that is not known here by
/// name gets one as well, with a body that holds the usual keys.
final class RouteSeeds {

  private static final String LARGE = "ab".repeat(32);

  /// What stands for `<rest>`, by the segment before it.
  private static final Map<String, List<String>> REST =
      Map.of(
          "tree", List.of("main", "main/dir", "v1/dir/sub"),
          "resolve", List.of("main/a.txt", "v1/dir/sub/b.txt", "main/l.bin"),
          "raw", List.of("main/a.txt", "main/l.bin"),
          "blob", List.of("main/a.txt"),
          "branch", List.of("topic", "feature%2Fx"),
          "tag", List.of("main", "v2"),
          "safetensors-metadata", List.of("model.safetensors.index.json"));

  /// Bodies, by the end of the path.
  private static final Map<String, List<String>> BODIES =
      Map.ofEntries(
          Map.entry(
              "commit/<rest>",
              List.of(
                  """
                  {"key":"header","value":{"summary":"s","description":"d","parentCommit":""}}
                  {"key":"file","value":{"content":"aGVsbG8=","path":"a.txt","encoding":"base64"}}
                  {"key":"copyFile","value":{"path":"c/d.txt","srcPath":"a.txt","srcRevision":"main"}}
                  {"key":"lfsFile","value":{"path":"l2.bin","algo":"sha256","oid":"$OID","size":5}}
                  {"key":"deletedFile","value":{"path":"c/d.txt"}}
                  {"key":"deletedFolder","value":{"path":"dir/sub/"}}
                  """)),
          Map.entry(
              "preupload/<rest>",
              List.of(
                  "{\"files\":[{\"path\":\"x.bin\",\"size\":4,\"sample\":\"AAEC\"}],\"gitIgnore\":\"*.log\","
                      + "\"gitAttributes\":\"*.x filter=lfs\"}")),
          Map.entry(
              "paths-info/<rest>",
              List.of(
                  "paths=a.txt&paths=dir%2F&expand=true",
                  "{\"paths\":[\"a.txt\",\"dir\"],\"expand\":true}")),
          Map.entry(
              "objects/batch",
              List.of(
                  "{\"operation\":\"upload\",\"transfers\":[\"basic\"],\"objects\":[{\"oid\":\"$OID\",\"size\":5}]}",
                  "{\"operation\":\"download\",\"objects\":[{\"oid\":\"$OID\",\"size\":5}]}")),
          Map.entry("lfs/verify", List.of("{\"oid\":\"$OID\",\"size\":5}")),
          Map.entry(
              "lfs-files/batch",
              List.of("{\"deletions\":{\"sha\":[\"$OID\"],\"rewriteHistory\":true}}")),
          Map.entry(
              "lfs-files/duplicate",
              List.of(
                  "{\"target\":{\"type\":\"model\",\"name\":\"ana/other\"},\"files\":[{\"sha256\":\"$OID\"}]}")),
          Map.entry(
              "repos/create",
              List.of(
                  "{\"name\":\"new\",\"type\":\"space\",\"sdk\":\"static\",\"private\":true,\"license\":\"mit\","
                      + "\"files\":[{\"encoding\":\"base64\",\"path\":\"a\",\"content\":\"YQ==\"}]}")),
          Map.entry(
              "repos/delete",
              List.of("{\"name\":\"new\",\"organization\":null,\"type\":\"model\"}")),
          Map.entry(
              "repos/move",
              List.of("{\"fromRepo\":\"ana/new\",\"toRepo\":\"ana/newer\",\"type\":\"model\"}")),
          Map.entry(
              "accounts/apply",
              List.of(
                  "{\"users\":[{\"name\":\"fuzzed\",\"fullname\":\"F\",\"tokens\":[{\"name\":\"t\",\"value\":"
                      + "\"hf_fuzzed_token_12345\",\"role\":\"read\"}]}],\"organizations\":[{\"name\":\"fuzz-org\","
                      + "\"members\":[{\"user\":\"fuzzed\",\"role\":\"read\"}]}]}")),
          Map.entry(
              "validate-yaml",
              List.of(
                  "{\"content\":\"---\\nlicense: mit\\ntags:\\n- a\\n---\\n# T\",\"repoType\":\"model\"}")));

  private static final String ANYTHING =
      "{\"name\":\"x\",\"repository\":\"ana/dup\",\"visibility\":\"private\",\"private\":false,\"gated\":false,"
          + "\"startingPoint\":\"main\",\"tag\":\"v2\",\"message\":\"m\",\"ref\":\"main\",\"commit\":\"main\","
          + "\"title\":\"t\",\"branch\":\"topic\",\"overwrite\":true,\"emptyBranch\":true,\"type\":\"model\","
          + "\"lfs_threshold_bytes\":1000000,\"lfs_suffix_rules\":[\".bin\"],\"parent_number\":1,\"force\":true}";

  private RouteSeeds() {}

  /// Good requests for a route.
  ///
  /// @param sha256 of an LFS object that is stored
  static List<RawRequest> of(String route, String sha256) {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1);
    String oid = sha256.isEmpty() ? LARGE : sha256;
    List<RawRequest> seeds = new ArrayList<>();
    for (String target : targets(path, oid)) {
      for (String body : bodies(method, path)) {
        byte[] bytes = body.replace("$OID", oid).getBytes(StandardCharsets.UTF_8);
        RawRequest seed = RawRequest.of(method, target, bytes);
        seeds.add(body.startsWith("paths=") ? seed.with("Content-Type", FORM) : typed(seed));
      }
    }
    return seeds;
  }

  private static final String FORM = "application/x-www-form-urlencoded";

  private static RawRequest typed(RawRequest seed) {
    return seed.body().length == 0 ? seed : seed.with("Content-Type", "application/json");
  }

  private static List<String> targets(String path, String oid) {
    String named =
        path.replace("{namespace}", "ana")
            .replace("{name}", "m")
            .replace("{repository}", "m.git")
            .replace("{oid}", oid)
            .replace("{user}", "ana")
            .replace("{version}", "1")
            .replace("<file>", "app.js")
            .replaceAll("\\{[^}]*}", "main");
    int rest = named.indexOf("/<rest>");
    if (rest < 0) {
      return List.of(named);
    }
    String before = named.substring(0, rest);
    String verb = before.substring(before.lastIndexOf('/') + 1);
    return REST.getOrDefault(verb, List.of("main")).stream()
        .map(value -> named.replace("<rest>", value))
        .toList();
  }

  private static List<String> bodies(String method, String path) {
    if (method.equals("GET")) {
      return List.of("");
    }
    for (Map.Entry<String, List<String>> known : BODIES.entrySet()) {
      if (path.endsWith(known.getKey())) {
        return known.getValue();
      }
    }
    return path.endsWith("paths-info") ? List.of("paths=a.txt") : List.of(ANYTHING);
  }
}
