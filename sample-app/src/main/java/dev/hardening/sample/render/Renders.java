package dev.hardening.sample.render;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The jobs and their tiles in the database, where every instance sees them.
 */
@Repository
class Renders {

	private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

	private static final int KEPT = 200;

	private static final String COLUMNS = "select build, client, scene, state, percent, revision from render ";

	private final SecureRandom random = new SecureRandom();

	private final JdbcClient jdbc;

	Renders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Render create(RenderRequest request, @Nullable String owner) {
		StringBuilder build = new StringBuilder();
		for (int i = 0; i < 12; i++) {
			build.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
		}
		Render render = new Render(build.toString(), request.client(), request.scene(), Render.State.QUEUED, 0, 1);
		this.jdbc.sql(
				"insert into render (build, client, scene, owner, state, percent, revision) values (:build, :client, :scene, :owner, :state, 0, 1)")
			.param("build", render.build())
			.param("client", render.client())
			.param("scene", render.scene())
			.param("owner", owner)
			.param("state", render.state().name())
			.update();
		return render;
	}

	Render progress(Render render, Render.State state, int percent) {
		Render changed = new Render(render.build(), render.client(), render.scene(), state, percent,
				render.revision() + 1);
		this.jdbc.sql("update render set state = :state, percent = :percent, revision = :revision where build = :build")
			.param("state", state.name())
			.param("percent", percent)
			.param("revision", changed.revision())
			.param("build", render.build())
			.update();
		return changed;
	}

	@Transactional
	void addTiles(String build, Map<String, byte[]> tiles) {
		tiles.forEach((filename, content) -> this.jdbc
			.sql("insert into tile (build, filename, content) values (:build, :filename, :content)")
			.param("build", build)
			.param("filename", filename)
			.param("content", content)
			.update());
	}

	void forgetOldest() {
		this.jdbc.sql(
				"delete from render where created_at < (select min(created_at) from (select created_at from render order by created_at desc limit :kept) newest)")
			.param("kept", KEPT)
			.update();
	}

	void forget(String build) {
		this.jdbc.sql("delete from render where build = :build").param("build", build).update();
	}

	List<Render> find(String build) {
		return this.jdbc.sql(COLUMNS + "where build = :build").param("build", build).query(Render.class).list();
	}

	List<Render> ofOwner(String owner) {
		return this.jdbc.sql(COLUMNS + "where owner = :owner order by created_at desc limit 20")
			.param("owner", owner)
			.query(Render.class)
			.list();
	}

	Optional<byte[]> tile(String client, String scene, String build, String filename) {
		return this.jdbc.sql(
				"select content from tile join render on render.build = tile.build where client = :client and scene = :scene and tile.build = :build and filename = :filename")
			.param("client", client)
			.param("scene", scene)
			.param("build", build)
			.param("filename", filename)
			.query(byte[].class)
			.optional();
	}

}
