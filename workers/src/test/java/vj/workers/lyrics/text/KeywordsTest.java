package vj.workers.lyrics.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordsTest {

  private static List<String> keywords(String line) {
    return Keywords.ofSong(List.of(line)).of(line);
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, I don't know why the midnight train is leaving you, MIDNIGHT TRAIN LEAVING",
    "GERMAN, Ich weiß nicht warum die Straße so dunkel ist, STRASSE DUNKEL",
    "FRENCH, J'ai rêvé de l'amour dans la nuit d’été, RÊVÉ AMOUR NUIT",
    "SPANISH, Yo no sé por qué el corazón llora en la lluvia, CORAZÓN LLORA LLUVIA",
    "ITALIAN, Non so perché l'anima vola nel cielo blu, ANIMA VOLA CIELO",
    "PORTUGUESE, Eu não sei onde está a saudade do meu coração, SAUDADE CORAÇÃO",
    "UNKNOWN, Звезда по имени Солнце, ЗВЕЗДА ИМЕНИ СОЛНЦЕ",
  })
  void leavesOutTheFrequentWordsOfTheLanguage(Language language, String line, String words) {
    Keywords keywords = Keywords.ofSong(List.of(line));

    assertEquals(language, keywords.language());
    assertEquals(words, String.join(" ", keywords.of(line)));
  }

  @Test
  void theWholeSongTellsTheLanguageOfALine() {
    Keywords keywords =
        Keywords.ofSong(
            List.of(
                "Die Nacht war kalt und ich bin allein", "Alle Wege", "Du bist nicht mehr hier"));

    assertEquals(List.of("WEGE"), keywords.of("Alle Wege"));
  }

  @Test
  void prefersRareWordsThenLongOnesAndKeepsTheirOrder() {
    String line = "fire tonight sun bright everlasting";
    Keywords keywords = Keywords.ofSong(List.of(line, "everlasting sky", "everlasting fire"));

    assertEquals(List.of("TONIGHT", "SUN", "BRIGHT"), keywords.of(line));
  }

  @Test
  void anApostropheIsPartOfAWord() {
    assertEquals(List.of("ROCK'N'ROLL", "SHAN'T"), keywords("Rock'n'roll shan’t"));
  }

  @Test
  void shortWordsAndNumbersAndInterjectionsSayNothing() {
    assertEquals(List.of(), keywords("oh yeaaah 1999 xy 24/7 la-la-la ♪ (hey!) 🎵"));
  }

  @Test
  void aWordStandsOnce() {
    assertEquals(List.of("FREEDOM"), keywords("Freedom, freedom FREEDOM"));
  }

  @Test
  void capitalsDoNotDependOnTheMachine() {
    assertEquals(List.of("TITAN", "SKIN"), keywords("titan skin"));
  }

  @Test
  void dividesTextWithoutSpacesWhereTheScriptChanges() {
    assertEquals(List.of("夜空", "星", "輝"), keywords("夜空の星が輝く"));
    assertEquals(List.of("사랑"), keywords("사랑 해"));
  }

  @Test
  void accentsWrittenApartAreAccents() {
    assertEquals(List.of("RÊVÉ"), keywords("re\u0302ve\u0301"));
  }

  @Test
  void textThatIsNoWordIsNoKeyword() {
    assertEquals(List.of(), keywords("x".repeat(500)));
    assertEquals(List.of(), keywords(""));
    assertEquals(List.of(), keywords("\uD834 \uDD1E ''' --- …"));
  }

  @Test
  void everyListIsLowerCaseAndOfReasonableLength() throws IOException {
    for (String code : List.of("en", "de", "fr", "es", "it", "pt")) {
      List<String> list = stopWords(code);

      assertTrue(list.size() >= 120 && list.size() <= 250, code + ": " + list.size());
      for (String word : list) {
        assertTrue(word.matches("[\\p{Ll}']+"), code + ": " + word);
      }
    }
  }

  private static List<String> stopWords(String code) throws IOException {
    try (InputStream in = Language.class.getResourceAsStream("stopwords." + code)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
