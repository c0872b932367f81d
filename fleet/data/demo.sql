-- Two demonstration tenants, acme and globex: invented companies, people and addresses, for trying things out.
--
-- Run as the owner of the tables. A tenant that exists is left exactly as it is, with whatever was changed or deleted in it:
-- a second run writes no row, leaves nothing in the audit and draws no number from a sequence.

-- Acme Logistics
DO $demonstration$
DECLARE
  demo CONSTANT uuid := '11111111-1111-4111-8111-111111111111';
BEGIN
  IF EXISTS (SELECT FROM public.tenants WHERE id = demo OR name = 'acme') THEN
    RETURN;
  END IF;

  INSERT INTO public.tenants (id, name, display_name) VALUES (demo, 'acme', 'Acme Logistics');

  INSERT INTO public.users (tenant_id, email, display_name, role)
  SELECT demo, d.account || '@acme.example', d.display_name, d.role
  FROM (VALUES
    ('dana.whitfield', 'Dana Whitfield', 'owner'),
    ('marcus.oyelaran', 'Marcus Oyelaran', 'manager'),
    ('priya.natarajan', 'Priya Natarajan', 'dispatcher'),
    ('walt.jensen', 'Walt Jensen', 'mechanic')
  ) AS d (account, display_name, role);

  INSERT INTO public.vendors (tenant_id, name, vendor_type, city, state, email, phone)
  SELECT demo, d.name, d.vendor_type, d.city, 'NV', d.email, d.phone
  FROM (VALUES
    ('Sierra Truck Parts', 'parts', 'Reno', 'service@sierratruckparts.example', '+1 775 555 0100'),
    ('Truckee River Tire', 'tires', 'Sparks', 'service@truckeerivertire.example', '+1 775 555 0101'),
    ('Great Basin Diesel Repair', 'repair', 'Reno', 'service@greatbasindieselrepair.example', '+1 775 555 0102'),
    ('Washoe Auto Glass & Body', 'body_shop', 'Reno', 'service@washoeautoglassbody.example', '+1 775 555 0103'),
    ('Comstock Towing', 'towing', 'Carson City', 'service@comstocktowing.example', '+1 775 555 0104'),
    ('Silver State Fuel', 'fuel', 'Sparks', 'service@silverstatefuel.example', '+1 775 555 0105'),
    ('Pyramid Fleet Wash', 'cleaning', 'Sparks', 'service@pyramidfleetwash.example', '+1 775 555 0106'),
    ('Donner Pass Inspections', 'inspection', 'Reno', 'service@donnerpassinspections.example', '+1 775 555 0107'),
    ('Carson Valley Brake & Axle', 'repair', 'Minden', 'service@carsonvalleybrakeaxle.example', '+1 775 555 0108'),
    ('Battle Mountain Batteries', 'parts', 'Battle Mountain', 'service@battlemountainbatteries.example', '+1 775 555 0109'),
    ('Humboldt Hydraulics', 'repair', 'Winnemucca', 'service@humboldthydraulics.example', '+1 775 555 0110'),
    ('Elko Retread', 'tires', 'Elko', 'service@elkoretread.example', '+1 775 555 0111'),
    ('Lahontan Upfitters', 'other', 'Fernley', 'service@lahontanupfitters.example', '+1 775 555 0112'),
    ('O''Malley & Sons Radiator', 'repair', 'Reno', 'service@omalleysonsradiator.example', '+1 775 555 0113')
  ) AS d (name, vendor_type, city, email, phone);

  INSERT INTO public.drivers
    (tenant_id, employee_number, name, license_number, license_state, license_class, license_expires_on, phone)
  SELECT demo, d.employee_number, d.name, d.license_number, 'NV', 'C', current_date + 700, d.phone
  FROM (VALUES
    ('A-001', 'Alicia Romero', 'NV5100000', '+1 775 555 0200'),
    ('A-002', 'Ben Tsosie', 'NV5107919', '+1 775 555 0201'),
    ('A-003', 'Carl Lindqvist', 'NV5115838', '+1 775 555 0202'),
    ('A-004', 'Denise Okafor', 'NV5123757', '+1 775 555 0203'),
    ('A-005', 'Eduardo Salas', 'NV5131676', '+1 775 555 0204'),
    ('A-006', 'Fran Kowalski', 'NV5139595', '+1 775 555 0205'),
    ('A-007', 'Gene Watanabe', 'NV5147514', '+1 775 555 0206')
  ) AS d (employee_number, name, license_number, phone);

  -- The EPA's model, where its table is loaded; several share a name and year, any one of them will do.
  INSERT INTO public.vehicles
    (tenant_id, unit_number, vin, license_plate, license_state, make, model, year, odometer, status, vehicle_model_id,
     assigned_driver_id)
  SELECT demo, d.unit_number, d.vin, d.license_plate, 'NV', d.make, d.model, d.year, d.odometer, d.status,
         (SELECT min(m.id) FROM public.vehicle_models AS m WHERE m.make = d.make AND m.model = d.model AND m.year = d.year),
         (SELECT r.id FROM public.drivers AS r WHERE r.tenant_id = demo AND r.employee_number = d.driver)
  FROM (VALUES
    ('A101', '136VV30PFK34VH3K7', 'NV-4200', 'Ford', 'F150 Pickup 4WD', 2014, 61250, 'in_service', 'A-001'),
    ('A102', '1NFDH1EAV5F1JMNV3', 'NV-4237', 'Ford', 'F150 Pickup 2WD', 2013, 88410, 'in_service', 'A-002'),
    ('A103', '1VSBZ3RZGPET3TXB3', 'NV-4274', 'Ford', 'Transit Connect Van 2WD', 2014, 47320, 'in_service', 'A-003'),
    ('A104', '1KXTFDFWZF1EMNAPB', 'NV-4311', 'Chevrolet', 'Express 1500 2WD Cargo', 2014, 73905, 'in_service', 'A-004'),
    ('A105', '1XW3R6YC9RFDBNNV1', 'NV-4348', 'Chevrolet', 'Silverado K15 4WD', 2015, 18240, 'in_service', 'A-005'),
    ('A106', '1B1K4GPP248UF6JZL', 'NV-4385', 'GMC', 'Sierra C15 2WD', 2014, 52780, 'maintenance', 'A-006'),
    ('A107', '1TGS131UKZ4C9YDHC', 'NV-4422', 'Chevrolet', 'Malibu', 2014, 39100, 'in_service', NULL),
    ('A108', '1MSYY2WXF5YB7Z0RX', 'NV-4459', 'Ford', 'Fusion Hybrid FWD', 2014, 41866, 'in_service', NULL),
    ('A109', '118FBH4SCZERTAB32', 'NV-4496', 'Ford', 'Focus Electric', 2014, 20455, 'out_of_service', NULL)
  ) AS d (unit_number, vin, license_plate, make, model, year, odometer, status, driver);

  -- Due at a time from now, so that some are overdue. Those decided were done a day before.
  INSERT INTO public.inspections
    (tenant_id, vehicle_id, driver_id, inspection_type, status, scheduled_for, due_at, completed_at, odometer, defects)
  SELECT demo, v.id, r.id, d.inspection_type, d.status, now() + d.due - interval '2 days', now() + d.due,
         CASE WHEN d.status IN ('passed', 'failed') THEN now() + d.due - interval '1 day' END,
         CASE WHEN d.status IN ('passed', 'failed') THEN v.odometer END, d.defects::jsonb
  FROM (VALUES
    ('A101', 'A-001', 'annual', 'passed', interval '-40 days', '[]'),
    ('A102', 'A-002', 'annual', 'failed', interval '-9 days', '[{"part": "brake pads", "severity": "major"}, {"part": "wiper blade", "severity": "minor"}]'),
    ('A103', 'A-003', 'pre_trip', 'passed', interval '-1 day', '[]'),
    ('A104', 'A-004', 'safety', 'pending', interval '-3 days', '[]'),
    ('A105', 'A-005', 'emissions', 'in_progress', interval '-12 hours', '[]'),
    ('A106', 'A-006', 'safety', 'failed', interval '-15 days', '[{"part": "tail lamp", "severity": "minor"}]'),
    ('A101', 'A-001', 'pre_trip', 'pending', interval '6 hours', '[]'),
    ('A102', 'A-002', 'safety', 'pending', interval '20 days', '[]'),
    ('A107', 'A-003', 'annual', 'cancelled', interval '-60 days', '[]'),
    ('A107', NULL, 'annual', 'pending', interval '30 days', '[]')
  ) AS d (unit_number, driver, inspection_type, status, due, defects)
  JOIN public.vehicles AS v ON v.tenant_id = demo AND v.unit_number = d.unit_number
  LEFT JOIN public.drivers AS r ON r.tenant_id = demo AND r.employee_number = d.driver;

  INSERT INTO public.work_orders
    (tenant_id, vehicle_id, vendor_id, inspection_id, title, status, priority, cost, due_at, completed_at)
  SELECT demo, v.id, n.id,
         (SELECT i.id FROM public.inspections AS i
          WHERE i.tenant_id = demo AND i.vehicle_id = v.id AND i.status = d.inspection_status),
         d.title, d.status, d.priority, d.cost, now() + d.due, CASE WHEN d.status = 'completed' THEN now() + d.due END
  FROM (VALUES
    ('A102', 'Great Basin Diesel Repair', 'failed', 'Replace front brake pads', 'in_progress', 'urgent', 412.5, interval '2 days'),
    ('A106', 'Great Basin Diesel Repair', 'failed', 'Replace tail lamp', 'open', 'normal', NULL, interval '5 days'),
    ('A103', 'Truckee River Tire', NULL, 'Rotate tires', 'open', 'low', NULL, interval '14 days'),
    ('A104', 'Washoe Auto Glass & Body', NULL, 'Replace cracked windshield', 'on_hold', 'high', 389.0, interval '3 days'),
    ('A101', 'Sierra Truck Parts', NULL, 'Oil and filter change', 'completed', 'normal', 96.4, interval '-30 days')
  ) AS d (unit_number, vendor, inspection_status, title, status, priority, cost, due)
  JOIN public.vehicles AS v ON v.tenant_id = demo AND v.unit_number = d.unit_number
  JOIN public.vendors AS n ON n.tenant_id = demo AND n.name = d.vendor;
END
$demonstration$;

-- Globex Field Services
DO $demonstration$
DECLARE
  demo CONSTANT uuid := '22222222-2222-4222-8222-222222222222';
BEGIN
  IF EXISTS (SELECT FROM public.tenants WHERE id = demo OR name = 'globex') THEN
    RETURN;
  END IF;

  INSERT INTO public.tenants (id, name, display_name) VALUES (demo, 'globex', 'Globex Field Services');

  INSERT INTO public.users (tenant_id, email, display_name, role)
  SELECT demo, d.account || '@globex.example', d.display_name, d.role
  FROM (VALUES
    ('ingrid.solheim', 'Ingrid Solheim', 'owner'),
    ('tomas.herrera', 'Tomás Herrera', 'dispatcher'),
    ('yuki.tanabe', 'Yuki Tanabe', 'viewer')
  ) AS d (account, display_name, role);

  INSERT INTO public.vendors (tenant_id, name, vendor_type, city, state, email, phone)
  SELECT demo, d.name, d.vendor_type, d.city, 'OR', d.email, d.phone
  FROM (VALUES
    ('Cascade Fleet Parts', 'parts', 'Bend', 'service@cascadefleetparts.example', '+1 541 555 0100'),
    ('Deschutes Tire Center', 'tires', 'Redmond', 'service@deschutestirecenter.example', '+1 541 555 0101'),
    ('High Desert Diesel', 'repair', 'Bend', 'service@highdesertdiesel.example', '+1 541 555 0102'),
    ('Three Sisters Collision', 'body_shop', 'Sisters', 'service@threesisterscollision.example', '+1 541 555 0103'),
    ('Juniper Towing & Recovery', 'towing', 'Prineville', 'service@junipertowingrecovery.example', '+1 541 555 0104'),
    ('Willamette Fuel Cooperative', 'fuel', 'Eugene', 'service@willamettefuelcooperative.example', '+1 541 555 0105'),
    ('Crater Lake Mobile Wash', 'cleaning', 'Klamath Falls', 'service@craterlakemobilewash.example', '+1 541 555 0106'),
    ('Umpqua Vehicle Inspections', 'inspection', 'Roseburg', 'service@umpquavehicleinspections.example', '+1 541 555 0107'),
    ('Rogue Valley Transmission', 'repair', 'Medford', 'service@roguevalleytransmission.example', '+1 541 555 0108'),
    ('McKenzie Auto Electric', 'parts', 'Eugene', 'service@mckenzieautoelectric.example', '+1 541 555 0109'),
    ('Ochoco Welding & Frame', 'other', 'Prineville', 'service@ochocoweldingframe.example', '+1 541 555 0110'),
    ('Siskiyou Alignment', 'repair', 'Ashland', 'service@siskiyoualignment.example', '+1 541 555 0111'),
    ('Newberry Charging', 'fuel', 'La Pine', 'service@newberrycharging.example', '+1 541 555 0112')
  ) AS d (name, vendor_type, city, email, phone);

  INSERT INTO public.drivers
    (tenant_id, employee_number, name, license_number, license_state, license_class, license_expires_on, phone)
  SELECT demo, d.employee_number, d.name, d.license_number, 'OR', 'C', current_date + 700, d.phone
  FROM (VALUES
    ('G-001', 'Hannah Birch', 'OR5101000', '+1 541 555 0200'),
    ('G-002', 'Isaac Mendel', 'OR5108919', '+1 541 555 0201'),
    ('G-003', 'Joy Adeyemi', 'OR5116838', '+1 541 555 0202'),
    ('G-004', 'Kofi Mensah', 'OR5124757', '+1 541 555 0203'),
    ('G-005', 'Laura Petrov', 'OR5132676', '+1 541 555 0204'),
    ('G-006', 'Miguel Ângelo Reis', 'OR5140595', '+1 541 555 0205')
  ) AS d (employee_number, name, license_number, phone);

  -- The EPA's model, where its table is loaded; several share a name and year, any one of them will do.
  INSERT INTO public.vehicles
    (tenant_id, unit_number, vin, license_plate, license_state, make, model, year, odometer, status, vehicle_model_id,
     assigned_driver_id)
  SELECT demo, d.unit_number, d.vin, d.license_plate, 'OR', d.make, d.model, d.year, d.odometer, d.status,
         (SELECT min(m.id) FROM public.vehicle_models AS m WHERE m.make = d.make AND m.model = d.model AND m.year = d.year),
         (SELECT r.id FROM public.drivers AS r WHERE r.tenant_id = demo AND r.employee_number = d.driver)
  FROM (VALUES
    ('G101', '1UWC88XUZGLAEND5E', 'OR-4200', 'Ford', 'Transit Connect Van', 2013, 92030, 'in_service', 'G-001'),
    ('G102', '1S3GMZW175CZ6VMTJ', 'OR-4237', 'Ford', 'Transit Connect Wagon FWD', 2014, 35510, 'in_service', 'G-002'),
    ('G103', '13WT0YDWUG3JUC8XE', 'OR-4274', 'Chevrolet', 'Silverado C15 2WD', 2014, 58875, 'in_service', 'G-003'),
    ('G104', '1AZ0H0T5ACGGGTW4A', 'OR-4311', 'GMC', 'Savana 1500 2WD (cargo)', 2014, 66120, 'in_service', 'G-004'),
    ('G105', '1Y84WMT752RNCFP4B', 'OR-4348', 'Chevrolet', 'Volt', 2014, 27340, 'in_service', 'G-005'),
    ('G106', '1KJ48N1RVWNDLGPN0', 'OR-4385', 'Ford', 'C-MAX Hybrid FWD', 2014, 44215, 'maintenance', NULL),
    ('G107', '17GHBUZD9MJRPSYZF', 'OR-4422', 'Ford', 'F150 Pickup 4WD FFV', 2013, 81990, 'in_service', NULL)
  ) AS d (unit_number, vin, license_plate, make, model, year, odometer, status, driver);

  -- Due at a time from now, so that some are overdue. Those decided were done a day before.
  INSERT INTO public.inspections
    (tenant_id, vehicle_id, driver_id, inspection_type, status, scheduled_for, due_at, completed_at, odometer, defects)
  SELECT demo, v.id, r.id, d.inspection_type, d.status, now() + d.due - interval '2 days', now() + d.due,
         CASE WHEN d.status IN ('passed', 'failed') THEN now() + d.due - interval '1 day' END,
         CASE WHEN d.status IN ('passed', 'failed') THEN v.odometer END, d.defects::jsonb
  FROM (VALUES
    ('G101', 'G-001', 'annual', 'passed', interval '-40 days', '[]'),
    ('G102', 'G-002', 'annual', 'failed', interval '-9 days', '[{"part": "brake pads", "severity": "major"}, {"part": "wiper blade", "severity": "minor"}]'),
    ('G103', 'G-003', 'pre_trip', 'passed', interval '-1 day', '[]'),
    ('G104', 'G-004', 'safety', 'pending', interval '-3 days', '[]'),
    ('G105', 'G-005', 'emissions', 'in_progress', interval '-12 hours', '[]'),
    ('G106', 'G-006', 'safety', 'failed', interval '-15 days', '[{"part": "tail lamp", "severity": "minor"}]'),
    ('G101', 'G-001', 'pre_trip', 'pending', interval '6 hours', '[]'),
    ('G102', 'G-002', 'safety', 'pending', interval '20 days', '[]'),
    ('G107', 'G-003', 'annual', 'cancelled', interval '-60 days', '[]'),
    ('G107', NULL, 'annual', 'pending', interval '30 days', '[]')
  ) AS d (unit_number, driver, inspection_type, status, due, defects)
  JOIN public.vehicles AS v ON v.tenant_id = demo AND v.unit_number = d.unit_number
  LEFT JOIN public.drivers AS r ON r.tenant_id = demo AND r.employee_number = d.driver;

  INSERT INTO public.work_orders
    (tenant_id, vehicle_id, vendor_id, inspection_id, title, status, priority, cost, due_at, completed_at)
  SELECT demo, v.id, n.id,
         (SELECT i.id FROM public.inspections AS i
          WHERE i.tenant_id = demo AND i.vehicle_id = v.id AND i.status = d.inspection_status),
         d.title, d.status, d.priority, d.cost, now() + d.due, CASE WHEN d.status = 'completed' THEN now() + d.due END
  FROM (VALUES
    ('G102', 'High Desert Diesel', 'failed', 'Replace front brake pads', 'in_progress', 'urgent', 412.5, interval '2 days'),
    ('G106', 'High Desert Diesel', 'failed', 'Replace tail lamp', 'open', 'normal', NULL, interval '5 days'),
    ('G103', 'Deschutes Tire Center', NULL, 'Rotate tires', 'open', 'low', NULL, interval '14 days'),
    ('G104', 'Three Sisters Collision', NULL, 'Replace cracked windshield', 'on_hold', 'high', 389.0, interval '3 days'),
    ('G101', 'Cascade Fleet Parts', NULL, 'Oil and filter change', 'completed', 'normal', 96.4, interval '-30 days')
  ) AS d (unit_number, vendor, inspection_status, title, status, priority, cost, due)
  JOIN public.vehicles AS v ON v.tenant_id = demo AND v.unit_number = d.unit_number
  JOIN public.vendors AS n ON n.tenant_id = demo AND n.name = d.vendor;
END
$demonstration$;
