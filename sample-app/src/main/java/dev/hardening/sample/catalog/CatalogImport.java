package dev.hardening.sample.catalog;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes many catalogs in: all of them, or none when one cannot be taken.
 */
@Service
class CatalogImport {

	private final Catalogs catalogs;

	private final Items items;

	CatalogImport(Catalogs catalogs, Items items) {
		this.catalogs = catalogs;
		this.items = items;
	}

	@Transactional
	Catalog.Imported run(Catalog.Import batch) {
		int newCatalogs = 0;
		int newItems = 0;
		for (Catalog.WithItems catalog : batch.catalogs()) {
			if (this.catalogs.find(catalog.name()).isEmpty()) {
				this.catalogs.create(new Catalog.New(catalog.name(), catalog.description()));
				newCatalogs++;
			}
			for (Item.New item : catalog.items()) {
				if (this.items.find(catalog.name(), item.name()).isEmpty()) {
					this.items.create(catalog.name(), item);
					newItems++;
				}
			}
		}
		return new Catalog.Imported(newCatalogs, newItems);
	}

}
