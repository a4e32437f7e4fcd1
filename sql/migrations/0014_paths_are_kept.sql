-- Paths follow from parents and brands; a path written by hand would lie about both.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

create function master.keep_customer_path() returns trigger
language plpgsql as $$
begin
  new.hierarchy_path := old.hierarchy_path;
  return new;
end $$;
-- Fires before place_customer, which writes the path anew when the parent changes. The move of descendants runs deeper.
create trigger keep_customer_path before update of hierarchy_path on master.customers
  for each row when (pg_trigger_depth() = 0) execute function master.keep_customer_path();

drop trigger place_product on master.products;
create trigger place_product before insert or update of brand, category, sub_category, hierarchy_path on master.products
  for each row execute function master.place_product();
