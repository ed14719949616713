package dev.hubdesk.conformance.desk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Listens to a Desk's news.
final class DeskSocket implements AutoCloseable {

  private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final List<JsonNode> seen = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  /// @param url of the Desk, `http://…`
  DeskSocket(String url) {
    URI address = URI.create(url.replace("http:", "ws:") + "/api/ws");
    socket = http.newWebSocketBuilder().buildAsync(address, new Frames(frames)).join();
  }

  /// The next frame.
  JsonNode next() throws InterruptedException {
    JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame after " + seen);
    }
    seen.add(frame);
    return frame;
  }

  /// The next frame of a type in which something has a value.
  JsonNode await(String type, String pointer, String value) throws InterruptedException {
    while (true) {
      JsonNode frame = next();
      if (frame.path("type").asText().equals(type) && frame.at(pointer).asText().equals(value)) {
        return frame;
      }
    }
  }

  /// All that were taken so far.
  List<JsonNode> seen() {
    return seen;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  private static final class Frames implements WebSocket.Listener {

    private static final ObjectReader ONE_MESSAGE =
        DeskClient.JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final LinkedBlockingQueue<JsonNode> frames;
    private final StringBuilder text = new StringBuilder();

    Frames(LinkedBlockingQueue<JsonNode> frames) {
      this.frames = frames;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          frames.add(ONE_MESSAGE.readTree(text.toString()));
        } catch (IOException e) {
          throw new AssertionError("a frame is not one JSON message", e);
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
