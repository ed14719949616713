package dev.hubdesk.web;

import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// Every file the pages are made of: our own below `shared/`, `hub/` and `desk/`, and the libraries
/// below `lib/`. They are read once (about 200 kB), so a request can name only what is in this map,
/// and [#version()] is a digest of all of them: a changed file is a changed address.
public final class Assets {

  /// Assets are served below this path and the version. No namespace can be called `-`.
  public static final String PREFIX = "/-/assets/";

  private static final String OWN = "web/index.html";
  private static final String LIBRARIES = "dev/hubdesk/web/libraries.properties";

  private final Map<String, Asset> byPath;
  private final String template;
  private final SortedMap<String, String> libraries;
  private final String version;

  private Assets(
      Map<String, Asset> byPath,
      String template,
      SortedMap<String, String> libraries,
      String version) {
    this.byPath = Map.copyOf(byPath);
    this.template = template;
    this.libraries = libraries;
    this.version = version;
  }

  /// Reads them from the class path.
  public static Assets load() throws IOException {
    SortedMap<String, byte[]> files = ResourceFolder.around(OWN);
    byte[] template = files.remove("index.html");
    SortedMap<String, String> libraries = libraries();
    for (Map.Entry<String, String> library : libraries.entrySet()) {
      String folder = "lib/" + library.getKey() + "/";
      ResourceFolder.around(library.getValue()).entrySet().stream()
          .filter(file -> isShipped(file.getKey()))
          .forEach(file -> files.put(folder + file.getKey(), file.getValue()));
    }
    return of(files, new String(template, StandardCharsets.UTF_8), libraries);
  }

  private static Assets of(
      SortedMap<String, byte[]> files, String template, SortedMap<String, String> libraries) {
    MessageDigest all = Sha256.newDigest();
    all.update(template.getBytes(StandardCharsets.UTF_8));
    Map<String, Asset> assets = new HashMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Optional<String> mediaType = Asset.mediaTypeOf(file.getKey());
      if (mediaType.isPresent()) {
        byte[] digest = Sha256.newDigest().digest(file.getValue());
        all.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        all.update(digest);
        String etag = HexFormat.of().formatHex(digest, 0, 16);
        assets.put(file.getKey(), new Asset(file.getValue(), mediaType.get(), etag));
      }
    }
    return new Assets(assets, template, libraries, HexFormat.of().formatHex(all.digest(), 0, 6));
  }

  /// The file at a path such as `hub/app.js`; empty when there is none.
  public Optional<Asset> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /// Twelve hexadecimal digits that change with any file.
  public String version() {
    return version;
  }

  /// The address below which this version's files are served, with its last slash.
  public String base() {
    return PREFIX + version + "/";
  }

  /// The page that starts the application `name` (`hub` or `desk`).
  public Page page(String name, String title) {
    return Page.of(template, base(), importMap(), name, title);
  }

  /// What the bare names in `import` statements mean, as the text of an import map.
  private String importMap() {
    StringBuilder json = new StringBuilder("{\"imports\":{");
    libraries.forEach((name, main) -> {
      String folder = base() + "lib/" + name + "/";
      String file = main.substring(main.lastIndexOf('/') + 1);
      json.append(json.charAt(json.length() - 1) == '{' ? "" : ",")
          .append("\"%s\":\"%s%s\",\"%s/\":\"%s\"".formatted(name, folder, file, name, folder));
    });
    return json.append("}}").toString();
  }

  private static SortedMap<String, String> libraries() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(LIBRARIES)) {
      if (in == null) {
        throw new IOException("The class path lacks " + LIBRARIES);
      }
      properties.load(in);
    }
    SortedMap<String, String> libraries = new TreeMap<>();
    properties.forEach((name, main) -> libraries.put(name.toString(), main.toString()));
    return libraries;
  }

  /// Builds for debugging, for Node and for TypeScript's decorators stay where they are.
  private static boolean isShipped(String path) {
    return path.endsWith(".js")
        && !path.startsWith("development/")
        && !path.startsWith("node/")
        && !path.startsWith("decorators");
  }
}
