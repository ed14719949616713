package dev.hubdesk.desk.analyze.kinds;

import static dev.hubdesk.desk.testing.Files.file;
import static dev.hubdesk.desk.testing.Files.paths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.analyze.Findings;
import dev.hubdesk.desk.analyze.Kind;
import dev.hubdesk.desk.analyze.SelectableItem;
import dev.hubdesk.desk.analyze.Subject;
import dev.hubdesk.desk.analyze.Subjects;
import dev.hubdesk.desk.plan.Selection;
import dev.hubdesk.protocol.TreeEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The names of files as repositories in the wild have them.
class RealRepositoriesTest {

  private static final String BERT =
      """
      README.md config.json tokenizer.json tokenizer_config.json vocab.txt
      model.safetensors pytorch_model.bin tf_model.h5 flax_model.msgpack rust_model.ot
      onnx/model.onnx onnx/model_fp16.onnx openvino/openvino_model.bin openvino/openvino_model.xml
      coreml/fill-mask/float32_model.mlpackage/Data/com.apple.CoreML/weights/weight.bin
      """;
  private static final String LLAMA =
      """
      README.md LICENSE config.json generation_config.json model.safetensors.index.json
      model-00001-of-00002.safetensors model-00002-of-00002.safetensors tokenizer.bin
      tokenizer_config.json original/consolidated.00.pth original/params.json
      original/tokenizer.model
      """;
  private static final String MISTRAL =
      """
      config.json consolidated.safetensors model-00001-of-00002.safetensors
      model-00002-of-00002.safetensors params.json tokenizer.json
      """;
  private static final String SENTENCES =
      """
      README.md 1_Pooling/config.json 2_Dense/config.json 2_Dense/model.safetensors
      2_Dense/pytorch_model.bin config.json config_sentence_transformers.json model.safetensors
      modules.json pytorch_model.bin sentence_bert_config.json tokenizer.json onnx/model.onnx
      """;
  private static final String DIFFUSION =
      """
      README.md model_index.json v1-5-pruned-emaonly.safetensors v1-5-pruned.ckpt
      scheduler/scheduler_config.json feature_extractor/preprocessor_config.json
      tokenizer/vocab.json tokenizer/merges.txt
      text_encoder/config.json text_encoder/model.safetensors text_encoder/model.fp16.safetensors
      text_encoder/pytorch_model.bin text_encoder/pytorch_model.fp16.bin
      unet/config.json unet/diffusion_pytorch_model.safetensors
      unet/diffusion_pytorch_model.fp16.safetensors unet/diffusion_pytorch_model.bin
      unet/diffusion_pytorch_model.fp16.bin unet/diffusion_pytorch_model.non_ema.safetensors
      vae/config.json vae/diffusion_pytorch_model.safetensors vae/diffusion_pytorch_model.bin
      """;
  private static final String ONNX_WEB =
      """
      config.json tokenizer.json quantize_config.json onnx/decoder_model_merged.onnx
      onnx/decoder_model_merged_q4.onnx onnx/encoder_model.onnx onnx/encoder_model_q4.onnx
      onnx/encoder_model.onnx_data onnx/decoder_model_merged_quantized.onnx
      """;
  private static final String ADAPTER =
      """
      README.md adapter_config.json adapter_model.safetensors adapter_model.bin
      checkpoint-500/adapter_model.safetensors checkpoint-500/optimizer.pt training_args.bin
      """;

  private static List<TreeEntry.File> listed(String names) {
    return Arrays.stream(names.strip().split("\\s+", -1))
        .map(name ->
            file(
                name,
                1_000,
                name.matches(".*\\.(safetensors|bin|onnx|onnx_data|h5|msgpack|ot|ckpt|pth|pt)")))
        .toList();
  }

  private static Findings analyze(List<TreeEntry.File> files, Map<String, String> contents)
      throws InterruptedException {
    Subject subject = Subjects.of(files, "{}", contents);
    var kinds = new AllKinds();
    return kinds.analyze(kinds.refine(Kind.of(files), subject), subject);
  }

  private static List<String> recommended(List<TreeEntry.File> files) throws InterruptedException {
    List<String> filters =
        analyze(files, Map.of()).items().stream()
            .filter(SelectableItem::recommended)
            .flatMap(item -> item.replay().stream())
            .toList();
    return paths(new Selection(filters, List.of(), true).choose(files));
  }

  static Stream<Arguments> recommendations() {
    return Stream.of(
        Arguments.of(
            BERT,
            "README.md config.json tokenizer.json tokenizer_config.json vocab.txt"
                + " model.safetensors"),
        Arguments.of(
            LLAMA,
            "README.md LICENSE config.json generation_config.json model.safetensors.index.json"
                + " model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
                + " tokenizer.bin tokenizer_config.json"),
        Arguments.of(
            MISTRAL,
            "config.json model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
                + " params.json tokenizer.json"),
        Arguments.of(
            SENTENCES,
            "README.md 1_Pooling/config.json 2_Dense/config.json 2_Dense/model.safetensors"
                + " config.json config_sentence_transformers.json model.safetensors modules.json"
                + " sentence_bert_config.json tokenizer.json"),
        Arguments.of(
            DIFFUSION,
            "README.md model_index.json scheduler/scheduler_config.json"
                + " feature_extractor/preprocessor_config.json tokenizer/vocab.json"
                + " tokenizer/merges.txt text_encoder/config.json"
                + " text_encoder/model.fp16.safetensors unet/config.json"
                + " unet/diffusion_pytorch_model.fp16.safetensors vae/config.json"
                + " vae/diffusion_pytorch_model.safetensors"),
        Arguments.of(
            ONNX_WEB,
            "config.json tokenizer.json quantize_config.json onnx/decoder_model_merged.onnx"
                + " onnx/encoder_model.onnx onnx/encoder_model.onnx_data"),
        Arguments.of(ADAPTER, "README.md adapter_config.json adapter_model.safetensors"));
  }

  @ParameterizedTest
  @MethodSource("recommendations")
  void theRecommendedDownloadIsWholeAndTakesNothingTwice(String names, String expected)
      throws InterruptedException {
    assertThat(recommended(listed(names))).containsExactlyInAnyOrder(expected.split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("recommendations")
  void everyItemReplaysToItsFiles(String names, String expected) throws InterruptedException {
    List<TreeEntry.File> files = listed(names);

    List<SelectableItem> items = analyze(files, Map.of()).items();
    for (SelectableItem item : items) {
      assertThat(paths(new Selection(item.replay(), List.of(), true).choose(files)))
          .as(item.id())
          .isEqualTo(item.files());
    }
    assertThat(items).extracting(SelectableItem::id).doesNotHaveDuplicates();
    assertThat(items).filteredOn(SelectableItem::recommended).hasSize(1);
    assertThat(expected).isNotBlank();
  }

  @Test
  void formatsAreOfferedUnderTheWordsThatPeopleKnow() throws InterruptedException {
    List<SelectableItem> items = analyze(listed(BERT), Map.of()).items();

    assertThat(items)
        .extracting(SelectableItem::id)
        .containsExactly(
            "safetensors", "pytorch", "tensorflow", "flax", "rust", "onnx", "openvino", "coreml");
    SelectableItem first = items.getFirst();
    assertThat(first.filterValue()).isEqualTo("safetensors");
    assertThat(first.category()).isEqualTo("format");
    assertThat(first.qualityStars()).isEqualTo("★★★★★");
  }

  @Test
  void oneFormatIsNoChoice() throws InterruptedException {
    assertThat(analyze(listed("config.json tokenizer.bin model.safetensors"), Map.of()).items())
        .isEmpty();
  }

  @Test
  void componentsStandInTheOrderOfTheIndex() throws InterruptedException {
    String index =
        """
        {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.6.0",
         "vae": ["diffusers", "AutoencoderKL"], "unet": ["diffusers", "UNet2DConditionModel"],
         "text_encoder": ["transformers", "CLIPTextModel"], "safety_checker": [null, null]}
        """;
    Subject subject = Subjects.of(listed(DIFFUSION), "{}", Map.of());
    Subject known = subject.with(Subjects.metadata("model_index.json", index));

    Findings findings = new AllKinds().analyze(Kind.DIFFUSERS, known);

    assertThat(findings.items())
        .extracting(SelectableItem::id)
        .containsExactly(
            "fp16",
            "default",
            "component:vae",
            "component:unet",
            "component:text_encoder",
            "checkpoint:v1-5-pruned-emaonly.safetensors",
            "checkpoint:v1-5-pruned.ckpt");
    assertThat(findings.details().toString()).contains("pipeline_description=Stable Diffusion,");
  }

  @Test
  void anAdapterNamesTheModelThatItNeeds() throws InterruptedException {
    String config =
        """
        {"peft_type": "LORA", "base_model_name_or_path": "acme/base-7B", "r": 16,
         "lora_alpha": 32, "target_modules": ["q_proj", "v_proj"]}
        """;
    Subject subject =
        Subjects.of(listed(ADAPTER), "{}", Map.of())
            .with(Subjects.metadata("adapter_config.json", config));

    Findings findings = new AllKinds().analyze(Kind.LORA, subject);

    assertThat(findings.related())
        .singleElement()
        .satisfies(related -> {
          assertThat(related.type()).isEqualTo("base_model");
          assertThat(related.repo()).isEqualTo("acme/base-7B");
          assertThat(related.required()).isTrue();
        });
    assertThat(findings.details().toString()).contains("rank=16", "alpha=32");
  }

  @Test
  void aFolderOnSomebodysMachineIsNoBaseModel() throws InterruptedException {
    Subject subject =
        Subjects.of(listed(ADAPTER), "{\"cardData\": {\"base_model\": [\"acme/card\"]}}", Map.of())
            .with(
                Subjects.metadata(
                    "adapter_config.json", "{\"base_model_name_or_path\": \"/home/me/base\"}"));

    assertThat(new AllKinds().analyze(Kind.LORA, subject).related())
        .extracting("repo")
        .containsExactly("acme/card");
  }
}
