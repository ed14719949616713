package dev.hubdesk.conformance.desk;

import dev.hubdesk.testkit.desk.RunningDesk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What most tests of the Desk stand on: for each test a made-up Hub, still empty, a Desk that asks
/// it, and a client of that Desk. All end with the test.
abstract class DeskRig {

  /// Holds the Desk's data and its cache.
  @TempDir Path folder;

  FakeHub hub;
  RunningDesk desk;
  DeskClient client;

  @BeforeEach
  final void startRig() throws IOException {
    hub = new FakeHub();
    desk = configured().start();
    client = new DeskClient(desk.url());
  }

  /// What the Desk is started with; a test that wants another overrides it.
  RunningDesk.Builder configured() {
    return RunningDesk.on(folder).endpoint(hub.url());
  }

  /// Stops the Desk in an orderly way.
  final void shut() throws IOException {
    client.close();
    desk.close();
  }

  /// Starts the Desk again on what an earlier one left.
  final void open() throws IOException {
    open(configured());
  }

  /// Starts it again as something else.
  final void open(RunningDesk.Builder other) throws IOException {
    desk = other.start();
    client = new DeskClient(desk.url());
  }

  /// Stops the Desk and starts it again, as it was configured.
  final void restart() throws IOException {
    restart(configured());
  }

  /// Stops the Desk and starts it again as something else.
  final void restart(RunningDesk.Builder other) throws IOException {
    shut();
    open(other);
  }

  @AfterEach
  final void stopRig() throws IOException {
    shut();
    hub.close();
  }
}
