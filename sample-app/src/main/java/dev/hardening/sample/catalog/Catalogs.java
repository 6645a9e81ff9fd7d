package dev.hardening.sample.catalog;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The catalogs in the database.
 */
@Repository
class Catalogs {

	private static final String SELECT = "select name, description, version from catalog ";

	private final JdbcClient jdbc;

	Catalogs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Page<Catalog> page(int page, int size) {
		List<Catalog> items = this.jdbc.sql(SELECT + "order by name limit :size offset :skip")
			.param("size", size)
			.param("skip", (long) page * size)
			.query(Catalog.class)
			.list();
		return new Page<>(items, page, size, this.jdbc.sql("select count(*) from catalog").query(Long.class).single());
	}

	Optional<Catalog> find(String name) {
		return this.jdbc.sql(SELECT + "where name = :name").param("name", name).query(Catalog.class).optional();
	}

	void create(Catalog.New catalog) {
		this.jdbc.sql("insert into catalog (name, description) values (:name, :description)")
			.param("name", catalog.name())
			.param("description", catalog.description())
			.update();
	}

	boolean change(String name, Catalog.Change change) {
		return this.jdbc.sql(
				"update catalog set description = :description, version = version + 1 where name = :name and version = :version")
			.param("description", change.description())
			.param("name", name)
			.param("version", change.version())
			.update() == 1;
	}

	boolean delete(String name) {
		return this.jdbc.sql("delete from catalog where name = :name").param("name", name).update() == 1;
	}

}
