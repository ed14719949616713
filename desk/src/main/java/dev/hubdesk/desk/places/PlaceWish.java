package dev.hubdesk.desk.places;

import org.jspecify.annotations.Nullable;

/// What a request says about where its download goes, as it says it.
///
/// @param dataset datasets have no routes
/// @param localDir a folder of its own
/// @param routeKey the kind of model
public record PlaceWish(boolean dataset, @Nullable String localDir, @Nullable String routeKey) {

  /// It leaves it to the settings.
  public static final PlaceWish NONE = new PlaceWish(false, null, null);
}
