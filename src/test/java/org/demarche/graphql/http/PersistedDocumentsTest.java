package org.demarche.graphql.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import org.demarche.config.DocumentSettings;
import org.demarche.error.ErrorCode;
import org.demarche.error.StartupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.support.Polling.await;

class PersistedDocumentsTest {

    private static final String COUNTRY = "query Country { country(code: \"RU\") { name } }";

    private static final String PAGE = "query Page { countries { totalCount } }";

    @TempDir
    Path folder;

    @BeforeEach
    void provide() throws IOException {
        Files.writeString(folder.resolve("Country.graphql"), COUNTRY + "\n");
        Files.writeString(folder.resolve("README.md"), "{ __typename }");
    }

    @Test
    void aProvidedDocumentRunsByNameByHashAndByItsText() throws Exception {
        for (boolean only : new boolean[] {true, false}) {
            PersistedDocuments documents = documents(only, "0");
            assertThat(documents.resolve(byId("Country")).query()).isEqualTo(COUNTRY + "\n");
            assertThat(documents.resolve(byHash(COUNTRY)).query()).isEqualTo(COUNTRY);
            assertThat(documents.resolve(byHash(COUNTRY + "\n")).query()).isEqualTo(COUNTRY + "\n");
            assertThat(documents.resolve(byText(COUNTRY)).query()).isEqualTo(COUNTRY);
        }
    }

    @Test
    void theDocumentsOfThePagesOfTheServiceRunByHashAndByTextInAnyCase() throws Exception {
        for (boolean only : new boolean[] {true, false}) {
            PersistedDocuments documents = documents(only, "0");
            assertThat(documents.resolve(byHash(PAGE)).query()).isEqualTo(PAGE);
            assertThat(documents.resolve(byText(PAGE)).query()).isEqualTo(PAGE);
            assertRefused(
                    documents,
                    byId("Page"),
                    only ? ErrorCode.DOCUMENT_NOT_ALLOWED : ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED);
        }
    }

    @Test
    void anyOtherDocumentIsRefusedIfOnlyTheProvidedOnesRun() throws Exception {
        PersistedDocuments documents = documents(true, "1M");
        GraphqlRequest other = byTextAndHash("{ __typename }");
        documents.register(other);
        for (GraphqlRequest request : new GraphqlRequest[] {
            other, byText("{ __typename }"), byHash("{ __typename }"), byId("README"), byText(COUNTRY + " ")
        }) {
            assertRefused(documents, request, ErrorCode.DOCUMENT_NOT_ALLOWED);
        }
    }

    @Test
    void withoutMemoryForThemNoDocumentsAreRegistered() throws Exception {
        PersistedDocuments documents = documents(false, "0");
        GraphqlRequest other = byTextAndHash("{ __typename }");
        assertThat(documents.resolve(other)).isSameAs(other);
        documents.register(other);
        assertRefused(documents, byHash("{ __typename }"), ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED);
    }

    @Test
    void theRegisteredDocumentsTakeNoMoreMemoryThanTheSetting() throws Exception {
        PersistedDocuments documents = documents(false, "100K");
        for (int i = 0; i < 100; i++) {
            documents.register(byTextAndHash(document(i)));
        }
        // Each takes some 20 kB.
        await().until(() -> found(documents) <= 5);
    }

    private static int found(PersistedDocuments documents) throws MalformedRequestException {
        int found = 0;
        for (int i = 0; i < 100; i++) {
            try {
                documents.resolve(byHash(document(i)));
                found++;
            } catch (DocumentRefusedException dropped) {
                // Not counted.
            }
        }
        return found;
    }

    @Test
    void theFingerprintDependsOnTheDocumentsAndOnWhetherOthersRun() throws Exception {
        String before = documents(true, "0").fingerprint();
        assertThat(documents(true, "0").fingerprint()).isEqualTo(before);
        assertThat(documents(false, "0").fingerprint()).isNotEqualTo(before);
        Files.writeString(folder.resolve("Country.graphql"), "{ __typename }");
        assertThat(documents(true, "0").fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aFolderThatCannotBeReadStopsTheStart() throws IOException {
        Files.write(folder.resolve("Latin.graphql"), new byte[] {'#', (byte) 0xe9});
        assertThatThrownBy(() -> documents(true, "0"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("Latin.graphql is not in UTF-8");
        Files.delete(folder.resolve("Latin.graphql"));
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> ProvidedDocuments.files(missing))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("DEMARCHE_DOCUMENTS_FOLDER");
    }

    private static void assertRefused(PersistedDocuments documents, GraphqlRequest request, ErrorCode code) {
        assertThatThrownBy(() -> documents.resolve(request))
                .isInstanceOfSatisfying(DocumentRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    private static String document(int number) {
        return "{ __typename } # " + number + "x".repeat(10_000);
    }

    private PersistedDocuments documents(boolean only, String size) {
        return new PersistedDocuments(
                new DocumentSettings() {
                    @Override
                    public Optional<Path> folder() {
                        return Optional.of(folder);
                    }

                    @Override
                    public boolean only() {
                        return only;
                    }

                    @Override
                    public MemorySize size() {
                        return new MemorySizeConverter().convert(size);
                    }
                },
                List.of(() -> Map.of("Page", PAGE)));
    }

    private static GraphqlRequest byId(String id) throws MalformedRequestException {
        return request("documentId", id);
    }

    private static GraphqlRequest byText(String text) throws MalformedRequestException {
        return request("query", text);
    }

    private static GraphqlRequest byHash(String text) throws MalformedRequestException {
        return request("extensions", extensions(text));
    }

    private static GraphqlRequest byTextAndHash(String text) throws MalformedRequestException {
        return request("query", text, "extensions", extensions(text));
    }

    private static String extensions(String text) {
        JsonObject persisted = new JsonObject().put("version", 1).put("sha256Hash", DocumentHash.of(text));
        return new JsonObject().put("persistedQuery", persisted).encode();
    }

    private static GraphqlRequest request(String... parameters) throws MalformedRequestException {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < parameters.length; i += 2) {
            map.add(parameters[i], parameters[i + 1]);
        }
        return GraphqlRequest.ofParameters(map);
    }
}
