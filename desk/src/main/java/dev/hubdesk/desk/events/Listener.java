package dev.hubdesk.desk.events;

import io.javalin.websocket.WsContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket, with what it has yet to be told. Frames are sent one by one, each a whole JSON
/// message.
final class Listener {

  /// News that may wait for a listener.
  static final int MAX_WAITING = 256;

  /// Characters of news that may wait for a listener.
  static final long MAX_WAITING_LENGTH = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int TRY_AGAIN_LATER = 1013;
  private static final int GOING_AWAY = 1001;

  private final WsContext socket;
  private final LinkedBlockingDeque<String> waiting = new LinkedBlockingDeque<>(MAX_WAITING + 2);
  private final AtomicLong waitingLength = new AtomicLong();
  private final AtomicBoolean cut = new AtomicBoolean();
  private final Thread sender;

  Listener(WsContext socket) {
    this.socket = socket;
    this.sender = Thread.ofVirtual().name("events").unstarted(this::send);
  }

  /// Starts sending, the given text first.
  void start(String first) {
    waitingLength.addAndGet(first.length());
    waiting.addFirst(first);
    sender.start();
  }

  void offer(String text) {
    boolean room =
        waiting.size() < MAX_WAITING
            && waitingLength.get() < MAX_WAITING_LENGTH
            && waiting.offer(text);
    if (room) {
      waitingLength.addAndGet(text.length());
    } else if (cut.compareAndSet(false, true)) {
      Thread.ofVirtual().start(this::cut);
    }
  }

  void stop() {
    sender.interrupt();
  }

  void hangUp() {
    stop();
    socket.closeSession(GOING_AWAY, "the Desk stops");
  }

  /// Ends it before it began; it may come back later.
  void refuse() {
    socket.closeSession(TRY_AGAIN_LATER, "too many listen");
  }

  /// A farewell would wait behind what it does not read.
  private void cut() {
    stop();
    socket.session.disconnect();
  }

  private void send() {
    try {
      while (socket.session.isOpen()) {
        String next = waiting.take();
        waitingLength.addAndGet(-next.length());
        send(next);
      }
    } catch (InterruptedException _) {
      // Stopped.
    } catch (RuntimeException e) {
      LOG.debug("A listener is gone: {}", e.getMessage());
    }
  }

  /// Waits until the frame is on its way: the server itself would take any number of them.
  private void send(String text) throws InterruptedException {
    var sent = new CountDownLatch(1);
    socket.session.sendText(text, Callback.from(sent::countDown, _ -> sent.countDown()));
    sent.await();
  }
}
