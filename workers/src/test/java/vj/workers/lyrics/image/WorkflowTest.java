package vj.workers.lyrics.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Json;

class WorkflowTest {

  private static final ImageOrder ORDER =
      new ImageOrder("a {{title}} $1 \\ tower", "AC/DC", "{{prompt}}", "dark");

  @TempDir Path home;

  private Workflow workflow(String json) throws IOException {
    return Workflow.read(Files.writeString(home.resolve("w.json"), json).toString());
  }

  private String refusal(String json) {
    return assertThrows(IOException.class, () -> workflow(json)).toString();
  }

  @Test
  void fillsTextsAndNumbersAndLeavesTheRest() throws IOException {
    Workflow workflow =
        workflow(
            """
            {"1":{"class_type":"A","_meta":{"title":"t"},"inputs":{
              "text":"{{prompt}}, {{ mood }} by {{artist}}, {{other}}, {a|b}",
              "seed":"{{seed}}","name":"n{{seed}}","link":["2",0],"flag":true,"none":null}},
             "2":{"class_type":"B","inputs":{"texts":["{{title}}"],"cfg":7.5}}}\
            """);

    Map<?, ?> graph = workflow.filled(ORDER, 99);

    assertEquals(
        "{1={class_type=A, _meta={title=t}, inputs={"
            + "text=a {{title}} $1 \\ tower, dark by AC/DC, {{other}}, {a|b}, "
            + "seed=99, name=n99, link=[2, 0], flag=true, none=null}}, "
            + "2={class_type=B, inputs={texts=[{{prompt}}], cfg=7.5}}}",
        graph.toString());
  }

  @Test
  void sendsSeedsOf64BitsAsIntegers() throws IOException {
    Workflow workflow =
        workflow(
            """
            {"1":{"class_type":"A","inputs":{"text":"{{prompt}}","seed":18446744073709551615,
              "least":-9223372036854775809,"cfg":1e300,"denoise":0.5}}}\
            """);

    String sent = new String(Json.bytes(workflow.filled(ORDER, 1)), StandardCharsets.UTF_8);

    assertTrue(sent.contains("\"seed\":9223372036854775807,"), sent);
    assertTrue(sent.contains("\"least\":-9223372036854775808,"), sent);
    assertTrue(sent.contains("\"cfg\":1.0E300,\"denoise\":0.5"), sent);
  }

  @Test
  void hasOneOfItsOwn() throws IOException {
    String graph = Workflow.read("").filled(ORDER, 7).toString();

    assertTrue(graph.contains("sd_xl_base_1.0.safetensors"), graph);
    assertTrue(graph.contains("seed=7") && graph.contains("low contrast"), graph);
  }

  @Test
  void saysHowToExportWhatTheEditorSaves() {
    assertTrue(
        refusal("{\"last_node_id\":9,\"nodes\":[{\"id\":1}],\"links\":[]}")
            .contains("Export (API)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no {{prompt}}",
        "{\"1\":{\"class_type\":\"A\",\"inputs\":{\"text\":\"a tower\"}}} | no {{prompt}}",
        "{\"1\":{\"class_type\":\"{{prompt}}\",\"inputs\":{}}} | no {{prompt}}",
        "{\"1\":{\"inputs\":{\"text\":\"{{prompt}}\"}}} | 1 is no node",
        "{\"1\":[]} | 1 is no node",
        "{\"1\":null} | 1 is no node",
        "[] | not an object",
        "{\"1\": | not JSON"
      })
  void refusesInWords(String json, String words) {
    String refusal = refusal(json);

    assertTrue(refusal.contains(words) && refusal.contains("w.json"), refusal);
  }

  @Test
  void refusesWhatIsTooLong() {
    assertTrue(refusal(" ".repeat((1 << 20) + 1)).contains("1048576"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/w.json", "\u0000"})
  void saysThatThereIsNone(String path) {
    IOException none = assertThrows(IOException.class, () -> Workflow.read(path));

    assertTrue(none.toString().contains("there is no workflow"), none::toString);
  }
}
