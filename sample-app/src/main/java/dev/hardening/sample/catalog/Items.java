package dev.hardening.sample.catalog;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The items of the catalogs in the database.
 */
@Repository
class Items {

	private static final String FROM = " from item join catalog on catalog.id = item.catalog_id ";

	private static final String SELECT = "select catalog.name as catalog, item.name, item.description, item.color, item.version"
			+ FROM;

	private static final String OF_CATALOG = "catalog_id = (select id from catalog where name = :catalog) and name = :name";

	private final JdbcClient jdbc;

	Items(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Page<Item> page(int page, int size) {
		List<Item> items = this.jdbc.sql(SELECT + "order by catalog.name, item.name limit :size offset :skip")
			.param("size", size)
			.param("skip", (long) page * size)
			.query(Item.class)
			.list();
		return new Page<>(items, page, size, this.jdbc.sql("select count(*) from item").query(Long.class).single());
	}

	Page<Item> page(String catalog, int page, int size) {
		List<Item> items = this.jdbc
			.sql(SELECT + "where catalog.name = :catalog order by item.name limit :size offset :skip")
			.param("catalog", catalog)
			.param("size", size)
			.param("skip", (long) page * size)
			.query(Item.class)
			.list();
		long total = this.jdbc.sql("select count(*)" + FROM + "where catalog.name = :catalog")
			.param("catalog", catalog)
			.query(Long.class)
			.single();
		return new Page<>(items, page, size, total);
	}

	Optional<Item> find(String catalog, String name) {
		return this.jdbc.sql(SELECT + "where catalog.name = :catalog and item.name = :name")
			.param("catalog", catalog)
			.param("name", name)
			.query(Item.class)
			.optional();
	}

	boolean create(String catalog, Item.New item) {
		return this.jdbc.sql(
				"insert into item (catalog_id, name, description, color) select id, :name, :description, :color from catalog where name = :catalog")
			.param("name", item.name())
			.param("description", item.description())
			.param("color", item.color())
			.param("catalog", catalog)
			.update() == 1;
	}

	boolean change(String catalog, String name, Item.Change change) {
		return this.jdbc
			.sql("update item set description = :description, color = :color, version = version + 1 where " + OF_CATALOG
					+ " and version = :version")
			.param("description", change.description())
			.param("color", change.color())
			.param("catalog", catalog)
			.param("name", name)
			.param("version", change.version())
			.update() == 1;
	}

	boolean delete(String catalog, String name) {
		return this.jdbc.sql("delete from item where " + OF_CATALOG)
			.param("catalog", catalog)
			.param("name", name)
			.update() == 1;
	}

}
