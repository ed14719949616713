package dev.hubdesk.desk.events;

import io.javalin.websocket.WsContext;
import java.util.concurrent.LinkedBlockingDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket, with what it has yet to be told. Frames are sent one by one, each a whole JSON
/// message.
final class Listener {

  /// News that may wait for a listener.
  static final int MAX_WAITING = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int TRY_AGAIN_LATER = 1013;
  private static final int GOING_AWAY = 1001;

  private final WsContext socket;
  private final LinkedBlockingDeque<String> waiting = new LinkedBlockingDeque<>(MAX_WAITING + 2);
  private final Thread sender;

  Listener(WsContext socket) {
    this.socket = socket;
    this.sender = Thread.ofVirtual().name("events").unstarted(this::send);
  }

  /// Starts sending, the given text first.
  void start(String first) {
    waiting.addFirst(first);
    sender.start();
  }

  void offer(String text) {
    if (waiting.size() >= MAX_WAITING || !waiting.offer(text)) {
      Thread.ofVirtual().start(() -> close(TRY_AGAIN_LATER, "too slow"));
    }
  }

  void stop() {
    sender.interrupt();
  }

  void hangUp() {
    close(GOING_AWAY, "the Desk stops");
  }

  private void close(int code, String reason) {
    stop();
    socket.closeSession(code, reason);
  }

  private void send() {
    try {
      while (socket.session.isOpen()) {
        socket.send(waiting.take());
      }
    } catch (InterruptedException _) {
      // Stopped.
    } catch (RuntimeException e) {
      LOG.debug("A listener is gone: {}", e.getMessage());
    }
  }
}
