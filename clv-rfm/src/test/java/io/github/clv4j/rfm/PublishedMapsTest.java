package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Maps as their sources publish them, without what our files close, cut or order: none of those with holes or lost names
 * can be built, and what is wrong is counted. Ranges are typed from the sources; counts are those of an enumeration by
 * another program.
 */
class PublishedMapsTest {
    private static final String[][] R_RFM_0_2 = {
        {"Champions", "R4-5 F4-5 M4-5"},
        {"Loyal Customers", "R2-5 F3-5 M3-5"},
        {"Potential Loyalist", "R3-5 F1-3 M1-3"},
        {"New Customers", "R4-5 F1 M1"},
        {"Promising", "R3-4 F1 M1"},
        {"Need Attention", "R2-3 F2-3 M2-3"},
        {"About To Sleep", "R2-3 F1-2 M1-2"},
        {"At Risk", "R1-2 F2-5 M2-5"},
        {"Can't Lose Them", "R1 F4-5 M4-5"},
        {"Lost", "R1-2 F1-2 M1-2"}
    };
    private static final String[][] R_RFM_VIGNETTE = {
        {"Champions", "R5 F5 M5"},
        {"Potential Loyalist", "R3-5 F3-5 M2-5"},
        {"Loyal Customers", "R2-4 F2-4 M2-4"},
        {"Promising", "R3-4 F1-3 M3-5"},
        {"New Customers", "R4-5 F1-3 M1-5"},
        {"Can't Lose Them", "R1-2 F3-4 M4-5"},
        {"At Risk", "R1-2 F2-5 M4-5"},
        {"Need Attention", "R1-3 F3-5 M3-5"},
        {"About To Sleep", "R2-3 F1-3 M1-4"},
        {"Lost", "R1 F1-5 M1-5"}
    };
    private static final String[][] PUTLER = {
        {"Champions", "R4-5 FM4-5"},
        {"Loyal Customers", "R2-5 FM3-5"},
        {"Potential Loyalist", "R3-5 FM1-3"},
        {"Recent Customers", "R4-5 FM1"},
        {"Promising", "R3-4 FM1"},
        {"Needs Attention", "R2-3 FM2-3"},
        {"About To Sleep", "R2-3 FM1-2"},
        {"At Risk", "R1-2 FM2-5"},
        {"Can't Lose Them", "R1 FM4-5"},
        {"Hibernating", "R1-2 FM1-2"},
        {"Lost", "R1-2 FM1-2"}
    };
    private static final String[][] PYMC = {
        {"Premium Customer", "334 443 444 344 434 433 343 333"},
        {"Repeat Customer", "244 234 232 332 143 233 243"},
        {"Top Spender", "424 414 144 314 324 124 224 423 413 133 323 313 134"},
        {"At Risk Customer", "422 223 212 122 222 132 322 312 412 123 214"},
        {"Inactive Customer", "411 111 113 114 112 211 311"}
    };

    @Test
    void rRfm02() {
        MapProof proof = proof(R_RFM_0_2, 5);
        assertThat(proof.holes().cardinality()).isEqualTo(36);
        assertThat(proof.overlaps()).hasSize(39);
        assertThat(proof.unreached()).containsExactly("New Customers", "Promising", "Can't Lose Them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(R_RFM_0_2, 5).build())
                .withMessageContaining("36 cells have no segment: 113 114 115 131")
                .withMessageContaining("segment 'Promising' is never reached");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder(R_RFM_0_2, 5).overlaps(OverlapPolicy.FORBIDDEN).build())
                .withMessageContaining("39 cells are matched by more than one segment, which the map forbids: ")
                .withMessageContaining("144 145 154 155 by 'At Risk' and 'Can't Lose Them'");
    }

    @Test
    void rRfmVignette() {
        MapProof proof = proof(R_RFM_VIGNETTE, 5);
        assertThat(proof.holes().stream().mapToObj(new Cells(5)::code))
                .containsExactly("215", "241", "251", "252", "341", "351", "441", "451", "541", "551");
        assertThat(proof.overlaps()).hasSize(58);
        assertThat(proof.unreached()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(R_RFM_VIGNETTE, 5).build())
                .withMessageEndingWith("10 cells have no segment: 215 241 251 252 341 351 441 451 541 551");
    }

    @Test
    void putler() {
        MapProof proof = proof(PUTLER, 5);
        assertThat(proof.holes().cardinality()).isZero();
        assertThat(proof.overlaps()).hasSize(76);
        assertThat(proof.unreached()).containsExactly("Recent Customers", "Promising", "Can't Lose Them", "Lost");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(PUTLER, 5).build())
                .withMessageContaining("segment 'Lost' is never reached");
    }

    @Test
    void pymcMarketing() {
        MapProof proof = proof(PYMC, 4);
        assertThat(proof.holes().stream().mapToObj(new Cells(4)::code))
                .containsExactly(
                        "121", "131", "141", "142", "213", "221", "231", "241", "242", "321", "331", "341", "342",
                        "421", "431", "432", "441", "442");
        assertThat(proof.overlaps()).isEmpty();
        assertThat(proof.unreached()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(PYMC, 4).build())
                .withMessageContaining("18 cells have no segment: 121 131");
    }

    private static SegmentMap.Builder builder(String[][] rules, int bins) {
        SegmentMap.Builder builder = SegmentMap.builder("As published").bins(bins);
        for (String[] rule : rules) {
            builder.segment(rule[0], rule[1], Treatment.UNDECIDED, "");
        }
        return builder;
    }

    private static MapProof proof(String[][] rules, int bins) {
        List<Segment> segments = new ArrayList<>();
        for (String[] rule : rules) {
            segments.add(new Segment(rule[0], rule[1], Treatment.UNDECIDED, ""));
        }
        return MapProof.of(segments, new Cells(bins));
    }
}
