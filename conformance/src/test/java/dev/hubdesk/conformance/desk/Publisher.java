package dev.hubdesk.conformance.desk;

import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/// Puts repositories on a real Hub, as `ana`.
final class Publisher implements AutoCloseable {

  private static final String[] SIGNED = {
    "Authorization", "Bearer " + RunningHub.writeToken("ana")
  };

  private final DeskClient client;

  Publisher(RunningHub hub) {
    client = new DeskClient(hub.url());
  }

  /// Makes a model that everybody may see.
  void create(String name) throws IOException, InterruptedException {
    create("model", name, false);
  }

  /// Makes a model that only `ana` may see, with these files.
  void publishPrivate(String name, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    create("model", name, true);
    commit("model", name, files);
  }

  /// Makes a repository that everybody may see, with these files.
  ///
  /// @param type `model` or `dataset`
  void publish(String type, String name, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    create(type, name, false);
    commit(type, name, files);
  }

  private void create(String type, String name, boolean hidden)
      throws IOException, InterruptedException {
    String order =
        "{\"name\": \"%s\", \"type\": \"%s\", \"private\": %s}".formatted(name, type, hidden);
    client.send("POST", "/api/repos/create", order, SIGNED).ok();
  }

  private void commit(String type, String name, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    String path = "/api/" + type + "s/ana/" + name + "/commit/main";
    client.send("POST", path, lines(files), SIGNED).ok();
  }

  private static String lines(Map<String, byte[]> files) {
    var lines = new StringBuilder("{\"key\":\"header\",\"value\":{\"summary\":\"Add\"}}\n");
    files.forEach((path, content) ->
        lines
            .append("{\"key\":\"file\",\"value\":{\"path\":\"")
            .append(path)
            .append("\",\"encoding\":\"base64\",\"content\":\"")
            .append(Base64.getEncoder().encodeToString(content))
            .append("\"}}\n"));
    return lines.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
