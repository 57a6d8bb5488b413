import type { KnownProduct } from '../../shared/bridge.ts'
import type { Database } from './database.ts'

/** Card products as the vendor's list named them last. */
export interface ProductBook {
  learnProducts(profileId: string, products: readonly KnownProduct[]): void
  knowsProduct(profileId: string, productId: number): boolean
  productNamed(profileId: string, title: string): number | undefined
  products(profileId: string): KnownProduct[]
}

/** Most products that a filter offers. */
const maxProducts = 500

export function createProductBook(db: Database): ProductBook {
  return {
    learnProducts(profileId, products) {
      db.transaction(() => {
        for (const product of products)
          db.run(
            `insert into products (profile_id, product_id, title, nature, network)
             values ($profileId, $productId, $title, $nature, $network)
             on conflict (profile_id, product_id) do update set
               title = excluded.title, nature = excluded.nature, network = excluded.network
             where (title, nature, network) is not (excluded.title, excluded.nature, excluded.network)`,
            { profileId, ...product },
          )
      })
    },
    knowsProduct: (profileId, productId) =>
      db.get('select 1 from products where profile_id = $profileId and product_id = $productId', {
        profileId,
        productId,
      }) !== undefined,
    productNamed: (profileId, title) =>
      db.get<{ productId: number }>(
        'select product_id as productId from products where profile_id = $profileId and title = $title',
        { profileId, title },
      )?.productId,
    products: (profileId) =>
      db.all(
        `select product_id as productId, title, nature, network from products where profile_id = $profileId
         order by title, product_id limit $limit`,
        { profileId, limit: maxProducts },
      ),
  }
}
