package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that the sources fix, and how many cells each segment has: typed and counted by hand, not computed. */
class SegmentMapsGoldenTest {
    /** A cell that only one published range or set holds, or that the source's own order gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Omniconvert | Soulmates | 555",
                "Omniconvert | Lovers | 433 455 554 545",
                "Omniconvert | Don Juan | 114 115",
                "Omniconvert | Ex-Lovers | 124 125 133 134 135 143 144 145 153 154 155",
                "Omniconvert | Break-Ups | 111 112 113 121 122 123 131 132 141 142 151 152",
                "Classic | Champions | 544 455 535 553",
                "Classic | Loyal Customers | 543 434 355 344",
                "Classic | At Risk | 133",
                "Putler | Loyal Customers | 543 434 355 344",
                "Putler | At Risk | 133",
                "RF grid | Champions | 541 555",
                "RF grid | Loyal Customers | 341 355 441 455",
                "RF grid | Potential Loyalists | 421 435 521 535",
                "RF grid | New Customers | 511 515",
                "RF grid | Promising | 411 415",
                "RF grid | Need Attention | 331 335",
                "RF grid | About To Sleep | 311 325",
                "RF grid | Can't Lose Them | 151 255",
                "RF grid | At Risk | 131 245",
                "RF grid | Hibernating | 111 225",
                "Shopify-like | CHAMPIONS | 555",
                "Shopify-like | NEW | 511",
                "Shopify-like | DORMANT | 111",
                "Quartile | Premium Customer | 334 443 444 344 434 433 343 333",
                "Quartile | Repeat Customer | 244 234 232 332 143 233 243",
                "Quartile | Top Spender | 424 414 144 314 324 124 224 423 413 133 323 313 134",
                "Quartile | At Risk Customer | 422 223 212 122 222 132 322 312 412 123 214",
                "Quartile | Inactive Customer | 411 111 113 114 112 211 311",
                "Quartile | Other | 121 131 141 142 213 221 231 241 242 321 331 341 342 421 431 432 441 442",
                "R rfm 0.2 | Champions | 444 555",
                "R rfm 0.2 | Loyal Customers | 233 355 543",
                "R rfm 0.2 | Potential Loyalist | 311 411 511 323",
                "R rfm 0.2 | Need Attention | 222 223 232",
                "R rfm 0.2 | About To Sleep | 211 212 221",
                "R rfm 0.2 | At Risk | 122 144 155 224 252",
                "R rfm 0.2 | Lost | 111 112 121",
                "R rfm 0.2 | Others | 115 151 215 341 515 551",
                "R rfm vignette | Champions | 555",
                "R rfm vignette | Potential Loyalist | 332 554 345",
                "R rfm vignette | Loyal Customers | 222 244 424",
                "R rfm vignette | Promising | 313 325 415",
                "R rfm vignette | New Customers | 411 515 525",
                "R rfm vignette | Can't Lose Them | 134 145 235",
                "R rfm vignette | At Risk | 124 155 225 254",
                "R rfm vignette | Need Attention | 133 153 253",
                "R rfm vignette | About To Sleep | 211 231 321",
                "R rfm vignette | Lost | 111 115 152",
                "R rfm vignette | Others | 215 241 251 252 341 351 441 451 541 551",
                "Alibaba | Important Value | 222",
                "Alibaba | Important Retention | 122",
                "Alibaba | Important Development | 212",
                "Alibaba | General Win-Back | 111",
                "Simple | Best | 555",
                "Simple | Past | 111"
            })
    void fixedCells(String map, String segment, String cells) {
        assertThat(SegmentMaps.named(map).cells(segment)).contains(cells.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Omniconvert | Soulmates 1, Lovers 17, New Passion 4, Flirting 8, Potential Lovers 18, Apprentice 10,"
                        + " Platonic Friends 17, About To Dump You 25, Don Juan 2, Ex-Lovers 11, Break-Ups 12",
                "Classic | Champions 12, Loyal Customers 33, Potential Loyalists 18, New Customers 2, Promising 1,"
                        + " Needs Attention 14, About To Sleep 5, At Risk 28, Can't Lose Them 6, Hibernating 5, Lost 1",
                "Putler | Recent Customers 2, Promising 1, Lost 1, Can't Lose Them 6, Champions 12, Needs Attention 24,"
                        + " About To Sleep 5, Hibernating 5, At Risk 23, Potential Loyalist 28, Loyal Customers 18",
                "RF grid | Champions 10, Loyal Customers 20, Potential Loyalists 20, New Customers 5, Promising 5,"
                        + " Need Attention 5, About To Sleep 10, Can't Lose Them 10, At Risk 20, Hibernating 20",
                "Shopify-like | CHAMPIONS 6, LOYAL 6, ACTIVE 26, NEW 6, PROMISING 12, NEEDS_ATTENTION 19,"
                        + " PREVIOUSLY_LOYAL 12, AT_RISK 18, ALMOST_LOST 10, DORMANT 10",
                "Quartile | Premium Customer 8, Repeat Customer 7, Top Spender 13, At Risk Customer 11,"
                        + " Inactive Customer 7, Other 18",
                "R rfm 0.2 | Champions 8, Loyal Customers 28, Potential Loyalist 24, Need Attention 3, About To Sleep 3,"
                        + " At Risk 20, Lost 3, Others 36",
                "R rfm vignette | Champions 1, Potential Loyalist 35, Loyal Customers 15, Promising 8, New Customers 15,"
                        + " Can't Lose Them 6, At Risk 7, Need Attention 4, About To Sleep 10, Lost 14, Others 10",
                "Alibaba | Important Value 1, Important Development 1, Important Retention 1, Important Win-Back 1,"
                        + " General Value 1, General Development 1, General Retention 1, General Win-Back 1",
                "Simple | Best 12, Regulars 45, Beginners 18, Slipping 38, Past 12"
            })
    void cellsOfEachSegment(String name, String counts) {
        SegmentMap map = SegmentMaps.named(name);
        Map<String, Integer> expected = new LinkedHashMap<>();
        Arrays.stream(counts.split(", ")).forEach(text -> {
            int space = text.lastIndexOf(' ');
            expected.put(text.substring(0, space), Integer.parseInt(text.substring(space + 1)));
        });
        Map<String, Integer> actual = new LinkedHashMap<>();
        map.segments()
                .forEach(segment ->
                        actual.put(segment.name(), map.cells(segment.name()).size()));
        assertThat(actual).containsExactlyEntriesOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Classic", "RF grid", "Shopify-like", "Quartile", "Alibaba", "Simple"})
    void theOrderPlaysNoPart(String name) {
        assertThat(SegmentMaps.named(name).overlaps().cells()).isEmpty();
    }
}
