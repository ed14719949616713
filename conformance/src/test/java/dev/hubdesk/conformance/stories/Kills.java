package dev.hubdesk.conformance.stories;

import java.util.Random;

/// How often a story kills, and when: moments drawn from a seed, spread over several rounds of the
/// same work.
final class Kills {

  private static final int MOST_IN_A_ROUND = 5;
  private static final long SEED = 11222026;

  private final int wanted = Boolean.getBoolean("hubdesk.long") ? 25 : 4;
  private final Random random = new Random(SEED);
  private int done;
  private int missed;

  boolean areLeft() {
    return done < wanted;
  }

  /// How many in the next round: one at least, and no more than are left.
  private int ofARound() {
    return random.nextInt(1, Math.min(MOST_IN_A_ROUND, wanted - done) + 1);
  }

  /// Parts of the work after which to kill, the earliest first; each is more than nothing and less
  /// than all.
  double[] moments() {
    return random.doubles(ofARound(), 0.001, 0.999).sorted().toArray();
  }

  void killed() {
    done++;
  }

  /// The work was done before its moment came.
  void missed() {
    missed++;
  }

  int count() {
    return done;
  }

  @Override
  public String toString() {
    return "%d kills, all of running work, seed %d; %d came too late".formatted(done, SEED, missed);
  }
}
