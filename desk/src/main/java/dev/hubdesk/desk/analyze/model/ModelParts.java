package dev.hubdesk.desk.analyze.model;

import dev.hubdesk.desk.analyze.Part;
import dev.hubdesk.protocol.TreeEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The formats and precisions in which a repository holds the same model. With one there is nothing
/// to choose.
public final class ModelParts {

  private static final Pattern PICTURE =
      Pattern.compile(".*\\.(png|jpe?g|gif|webp|svg|bmp|mp4|mov|webm|pdf|wav|mp3)");

  private final List<TreeEntry.File> files;
  private final WeightPlaces places;

  public ModelParts(List<TreeEntry.File> files) {
    this.files = files;
    this.places = WeightPlaces.of(files);
  }

  /// The weights that make the model, whatever their format.
  public List<Weight> weights() {
    return places.main().values().stream().flatMap(Collection::stream).toList();
  }

  /// The parts; the first is the recommended one. Empty when there are fewer than two.
  public List<Part> parts() {
    var parts = new ArrayList<Part>();
    List<OneFormat> formats = OneFormat.among(places.main().getOrDefault("", weights()));
    for (OneFormat one : formats) {
      parts.add(main(one, one.equals(formats.getFirst())));
    }
    places.others().forEach((place, weights) -> parts.add(other(place, weights, parts.isEmpty())));
    return parts.size() < 2 ? List.of() : parts;
  }

  private Part main(OneFormat one, boolean recommended) {
    WeightFormat format = one.format();
    String variant = one.variant();
    var wanted = new ArrayList<TreeEntry.File>();
    for (List<Weight> directory : places.main().values()) {
      one.from(directory).forEach(weight -> wanted.add(weight.file()));
    }
    wanted.addAll(support());
    boolean isVariant = !variant.isEmpty();
    return new Part(
        isVariant ? format.word() + "-" + variant : format.word(),
        isVariant ? format.label() + " " + variant.toUpperCase(Locale.ROOT) : format.label(),
        description(format),
        isVariant ? "precision" : "format",
        recommended,
        isVariant ? List.of(variant) : format.forms(),
        wanted,
        format.quality(),
        null);
  }

  private static @Nullable String description(WeightFormat format) {
    return switch (format) {
      case SAFETENSORS -> "Loads fast and cannot run code";
      case PYTORCH -> "Pickled: loading it may run code of its author";
      default -> null;
    };
  }

  private Part other(String place, List<Weight> weights, boolean recommended) {
    List<TreeEntry.File> wanted = weights.stream().map(Weight::file).toList();
    boolean consolidated = place.equals("consolidated");
    return new Part(
        place,
        consolidated ? "Consolidated" : place + "/",
        consolidated
            ? "The same weights in the layout of their makers"
            : "The same model in another form: " + weights.getFirst().format().label(),
        "format",
        recommended,
        consolidated ? List.of() : List.of(place + "/"),
        consolidated ? wanted : inside(place),
        weights.getFirst().format().quality(),
        null);
  }

  private List<TreeEntry.File> inside(String place) {
    return files.stream()
        .filter(file -> file.path().text().toLowerCase(Locale.ROOT).startsWith(place + "/"))
        .toList();
  }

  /// What the weights need beside them: large files in the same directories (tokenizers,
  /// vocabularies), and small ones wherever they stand (`1_Pooling/config.json`), but not those of
  /// places that repeat the model.
  private List<TreeEntry.File> support() {
    Map<String, List<Weight>> main = places.main();
    return files.stream()
        .filter(file -> WeightPlaces.repeat(file.path()).isEmpty())
        .filter(file ->
            file.lfs() == null
                || file.path().parent().isRoot()
                || main.containsKey(directory(file)))
        .filter(file -> Weight.of(file).isEmpty() && !isPicture(file) && !isTrainingState(file))
        .toList();
  }

  private static String directory(TreeEntry.File file) {
    return file.path().parent().text();
  }

  private static boolean isTrainingState(TreeEntry.File file) {
    return WeightFormat.of(name(file)).isPresent() && !name(file).contains("tokenizer");
  }

  private static boolean isPicture(TreeEntry.File file) {
    return PICTURE.matcher(name(file)).matches();
  }

  private static String name(TreeEntry.File file) {
    return file.path().name().toLowerCase(Locale.ROOT);
  }
}
