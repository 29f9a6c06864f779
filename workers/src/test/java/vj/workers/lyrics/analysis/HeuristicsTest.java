package vj.workers.lyrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vj.workers.lyrics.text.Language;

class HeuristicsTest {

  private static Analysis judged(String title, String lyrics) {
    return Heuristics.analyse(SongText.of("Someone", title, "", lyrics));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SAD | Tears | I cry all these lonely tears and you are gone, goodbye my broken one",
        "SAD | Tränen | Ich weine und bin so einsam, der Abschied tut weh und ich vermisse dich",
        "SAD | Larmes | Je pleure et je suis seul, le chagrin et les larmes sont pour toi, adieu",
        "SAD | Lágrimas | Estoy llorando y qué triste es la soledad, adiós, este dolor me duele",
        "SAD | Lacrime | Piango per te e sono triste, il dolore e le lacrime non vanno via, addio",
        "SAD | Lágrimas | Eu choro e não sei, que tristeza, a solidão e as lágrimas são minhas",
        "ENERGETIC | Jump | Jump and dance to the beat, move it and shake it, feel the rhythm"
            + " tonight",
        "ENERGETIC | Tanz | Wir tanzen und springen, der Bass ist laut, beweg dich schnell zu dem"
            + " Beat",
        "ENERGETIC | Danse | On danse et on bouge sur le rythme, plus vite, c'est le feu et ça"
            + " vibre",
        "AGGRESSIVE | War | I hate you all, we fight and smash and scream and burn with rage",
        "AGGRESSIVE | Guerra | El odio y la guerra, la rabia y el golpe, no hay más venganza",
        "LOVE | Amore | Ti amo, amore mio, il mio cuore è innamorato di te, ti adoro",
        "PEACEFUL | Paz | O céu e o mar em paz, um jardim e um pássaro na brisa serena do rio",
        "NOSTALGIC | Damals | Ich erinnere mich an die Kindheit, damals und gestern, die alte"
            + " Heimat"
      })
  void findsTheMoodInTheLanguagesWords(Category mood, String title, String lyrics) {
    assertEquals(mood, judged(title, lyrics).mood());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void hasWordsForEveryCategory(Language language) {
    MoodWords words = MoodWords.of(language);

    for (Category category : Category.values()) {
      assertEquals(0, words.hits(category, List.of("xyzzy")), () -> language + " " + category);
    }
  }

  @Test
  void doesNotTakeAnArticleForDeath() {
    Analysis analysis = judged("Die Sonne", "Die Sonne lacht und die Freude ist in der Welt");

    assertEquals(Category.HAPPY, analysis.mood());
    assertEquals(0.0, analysis.degree(Category.DEATH));
  }

  @Test
  void findsWordsWhateverTheAccentsAre() {
    String composed = "Étoile, j'espère, la lumière brille et je rêve d'être libre";

    Analysis decomposed = judged("", Normalizer.normalize(composed, Normalizer.Form.NFD));

    assertEquals(judged("", composed).categories(), decomposed.categories());
    assertEquals(Category.UPLIFTING, decomposed.mood());
  }

  @Test
  void claimsLittleWhereItKnowsNothing() {
    for (String nothing : List.of("", "Xyzzy plugh", "東京の夜に", "1234 !!! ---")) {
      Analysis analysis = judged("", nothing);

      assertEquals(0.1, analysis.degree(analysis.mood()), nothing);
      assertEquals(List.of(), analysis.themes());
      assertTrue(Math.abs(analysis.valence()) < 0.2, nothing);
    }
  }

  @Test
  void namesTheWordsThatAreSungMost() {
    Analysis analysis = judged("", "harbour lights, harbour lights\nthe harbour and the gulls");

    assertEquals(List.of("harbour", "lights", "gulls"), analysis.keywords());
  }

  @Test
  void judgesALongSongInNoTime() {
    SongText song = SongText.of("a", "b", "", "night and day and love ".repeat(100_000));

    assertTimeout(Duration.ofSeconds(1), () -> Heuristics.analyse(song));
  }
}
