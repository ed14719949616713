package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of repository, on a real Hub.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalyzeWithHubTest {

  private RunningHub hub;
  private RunningDesk desk;
  private DeskClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    hub = RunningHub.on(folder.resolve("hub")).user("ana").start();
    publishAll();
    desk = RunningDesk.on(folder).endpoint(hub.url()).start();
    client = new DeskClient(desk.url());
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    desk.close();
    hub.close();
  }

  private void publishAll() throws IOException, InterruptedException {
    publish(
        "model",
        "llama",
        Map.of(
            "config.json",
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 8,
             "num_local_experts": 4, "torch_dtype": "bfloat16",
             "quantization_config": {"quant_method": "fp8", "modules_to_not_convert": ["lm_head"]}}
            """,
            "tokenizer_config.json",
            "{\"tokenizer_class\": \"LlamaTokenizer\", \"chat_template\": \"{{x}}\"}",
            "model.safetensors",
            safetensors(3, 5),
            "pytorch_model.bin",
            "pickle"));
    publish(
        "model",
        "awq",
        Map.of(
            "config.json",
            "{\"quantization_config\": {\"quant_method\": \"awq\", \"bits\": 4}}",
            "model.safetensors",
            safetensors(1, 1)));
    publish(
        "model",
        "whisper",
        Map.of(
            "config.json", "{\"model_type\": \"whisper\"}",
            "preprocessor_config.json", "{\"sampling_rate\": 16000}",
            "processor_config.json", "{}",
            "model.safetensors", safetensors(1, 1),
            "model.fp16.safetensors", safetensors(1, 1)));
    publish(
        "model",
        "vit",
        Map.of(
            "config.json", "{\"model_type\": \"vit\", \"num_labels\": 10}",
            "preprocessor_config.json", "{\"image_mean\": [0.5], \"size\": 224}",
            "pytorch_model.bin", "x"));
    publish(
        "model",
        "seeing",
        Map.of(
            "README.md",
            "---\npipeline_tag: image-text-to-text\n---\n",
            "config.json",
            "{\"vision_config\": {\"model_type\": \"siglip\"}, \"text_config\": {}}",
            "model.safetensors",
            safetensors(1, 1),
            "model.onnx",
            "x"));
    publish("model", "seeing-GGUF", Map.of("mmproj-F16.gguf", "GGUF", "m-Q8_0.gguf", "GGUF"));
    publish(
        "model",
        "seeing-small-gguf",
        Map.of(
            "README.md",
            "---\nbase_model: ana/seeing\nbase_model_relation: quantized\n---\n",
            "m-Q4_K_M.gguf",
            "GGUF",
            "m-Q8_0.gguf",
            "GGUF"));
    publish(
        "model",
        "pipeline",
        Map.of(
            "model_index.json",
            "{\"_class_name\": \"FluxPipeline\", \"vae\": [\"diffusers\", \"AutoencoderKL\"],"
                + " \"scheduler\": [\"diffusers\", \"X\"]}",
            "vae/config.json",
            "{}",
            "vae/diffusion_pytorch_model.safetensors",
            safetensors(1, 1),
            "vae/diffusion_pytorch_model.fp16.safetensors",
            safetensors(1, 1),
            "scheduler/scheduler_config.json",
            "{}"));
    publish(
        "model",
        "adapter",
        Map.of(
            "adapter_config.json",
            "{\"peft_type\": \"LORA\", \"base_model_name_or_path\": \"ana/llama\", \"r\": 8}",
            "adapter_model.safetensors",
            safetensors(1, 1),
            "adapter_model.bin",
            "x"));
    publish("model", "web", Map.of("onnx/model.onnx", "x", "onnx/model_q4.onnx", "x"));
    publish("model", "plain", Map.of("notes.txt", "x"));
    publish(
        "dataset",
        "rows",
        Map.of(
            "README.md", "# Rows",
            "en/train-0.parquet", "x",
            "en/test-0.parquet", "x",
            "de/train-0.parquet", "x"));
  }

  private void publish(String type, String name, Map<String, String> files)
      throws IOException, InterruptedException {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.ISO_8859_1)));
    try (var publisher = new Publisher(hub)) {
      publisher.publish(type, name, bytes);
    }
  }

  private static String safetensors(int rows, int columns) {
    String json =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":["
            + rows
            + ","
            + columns
            + "],\"data_offsets\":[0,"
            + 4 * rows * columns
            + "]}}";
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length()).array();
    return new String(length, StandardCharsets.ISO_8859_1) + json + "\0".repeat(4 * rows * columns);
  }

  private JsonNode analyze(String name) throws Exception {
    return client.get("/api/analyze/ana/" + name).ok();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama",
        "awq",
        "whisper",
        "vit",
        "seeing",
        "seeing-GGUF",
        "seeing-small-gguf",
        "pipeline",
        "adapter",
        "web",
        "plain",
        "rows"
      })
  void theRecommendedDownloadIsPlannedToTheFilesOfTheRecommendedItems(String name)
      throws Exception {
    JsonNode analysis = analyze(name);
    var expected = new TreeSet<String>();
    for (JsonNode item : analysis.path("selectable_items")) {
      if (item.path("recommended").asBoolean(false)) {
        item.path("files").forEach(path -> expected.add(path.asText()));
      }
    }
    if (expected.isEmpty()) {
      expected.addAll(analysis.path("files").findValuesAsText("path"));
    }

    JsonNode plan = client.post("/api/plan", analysis.path("recommended_download").toString()).ok();

    assertThat(plan.path("files").findValuesAsText("path"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void eachKindIsToldByItsWord() throws Exception {
    var types = new ArrayList<String>();
    for (String name :
        List.of("llama", "awq", "whisper", "vit", "seeing", "pipeline", "adapter", "web", "rows")) {
      types.add(analyze(name).path("type").asText());
    }
    assertThat(types)
        .containsExactly(
            "transformers",
            "awq",
            "audio",
            "vision",
            "multimodal",
            "diffusers",
            "lora",
            "onnx",
            "dataset");
  }

  @Test
  void parametersAreCountedByTheHubAndNotByAFormula() throws Exception {
    JsonNode analysis = analyze("llama");

    assertThat(analysis.at("/transformers/estimated_parameters_num").asLong()).isEqualTo(15);
    assertThat(analysis.at("/transformers/architecture").asText()).isEqualTo("LlamaForCausalLM");
    assertThat(analysis.at("/transformers/task").asText()).isEqualTo("text-generation");
    assertThat(analysis.at("/transformers/precision").asText()).isEqualTo("bf16");
    assertThat(analysis.at("/transformers/tokenizer/has_chat_template").asBoolean()).isTrue();
    assertThat(analysis.at("/quantized/method").asText()).isEqualTo("fp8");
    assertThat(analysis.at("/quantized/bits").asInt()).isEqualTo(8);
    assertThat(analysis.at("/metadata/config.json/model_type").asText()).isEqualTo("llama");
    assertThat(analysis.path("selectable_items").findValuesAsText("id"))
        .containsExactly("safetensors", "pytorch");
  }

  @Test
  void aGgufModelTellsWhereItComesFromAndWhereItsProjectorIs() throws Exception {
    JsonNode analysis = analyze("seeing-small-gguf");

    assertThat(analysis.at("/gguf/model_chain").toString())
        .isEqualTo(
            "[{\"repo\":\"ana/seeing\"},"
                + "{\"repo\":\"ana/seeing-small-gguf\",\"relation\":\"quantized\",\"is_current\":true}]");
    assertThat(analysis.at("/gguf/mmproj_upstream_repo").asText()).isEqualTo("ana/seeing-GGUF");
    JsonNode projector = analysis.path("selectable_items").get(2);
    assertThat(projector.path("upstream_repo").asText()).isEqualTo("ana/seeing-GGUF");
    assertThat(projector.path("files").get(0).asText()).isEqualTo("mmproj-F16.gguf");
    JsonNode plan =
        client
            .post(
                "/api/plan",
                "{\"repo\": \"ana/seeing-GGUF\", \"exactMatch\": true, \"filters\": ["
                    + projector.path("filter_value")
                    + "]}")
            .ok();
    assertThat(plan.path("files").findValuesAsText("path")).containsExactly("mmproj-F16.gguf");
  }

  @Test
  void anAdapterNamesItsBaseModel() throws Exception {
    assertThat(analyze("adapter").at("/related_downloads/0").toString())
        .contains("\"type\":\"base_model\"", "\"repo\":\"ana/llama\"", "\"required\":true");
  }

  @Test
  void memoryIsANumberOfBytes() throws Exception {
    assertThat(client.get("/api/analyze/ana/llama?ram=" + "9".repeat(18)).status()).isEqualTo(200);
    assertThat(client.get("/api/analyze/ana/llama?ram=" + "9".repeat(19)).status()).isEqualTo(400);
    assertThat(client.get("/api/analyze/ana/llama?ram=16GB").status()).isEqualTo(400);
  }
}
