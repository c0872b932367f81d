-- Two shops; safe to repeat.
INSERT INTO public.tenants (id, name) VALUES
  ('11111111-1111-4111-8111-111111111111', 'corner-shop'), ('22222222-2222-4222-8222-222222222222', 'farm-shop')
ON CONFLICT DO NOTHING;
