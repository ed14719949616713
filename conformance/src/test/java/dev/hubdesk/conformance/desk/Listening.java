package dev.hubdesk.conformance.desk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One of many that listen to a Desk: keeps the beginning of what it hears first, or with what code
/// it was sent away.
final class Listening implements WebSocket.Listener {

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private @Nullable WebSocket socket;

  static Listening to(HttpClient http, String url) {
    var listening = new Listening();
    URI address = URI.create(url.replace("http:", "ws:") + "/api/ws");
    listening.socket = http.newWebSocketBuilder().buildAsync(address, listening).join();
    return listening;
  }

  String first() throws InterruptedException {
    return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
  }

  void leave() {
    if (socket != null) {
      socket.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heard.add(data.toString());
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard.add("closed with " + code);
    return null;
  }
}
